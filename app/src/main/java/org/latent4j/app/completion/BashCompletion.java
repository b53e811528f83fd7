package org.latent4j.app.completion;

import java.util.stream.Collectors;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;

/** Completion as bash 3.2 and later understand it. */
public final class BashCompletion {
  private static final String BEGIN =
      """
      # Completion of latent4j in bash. To have it in this shell: source <(latent4j completion bash)

      _latent4j_words() {
        COMPREPLY+=($(compgen -W "$1" -- "$current"))
      }

      # Words joined by commas: what stands before the last comma stays.
      _latent4j_list() {
        local before=
        case $current in
          *,*) before=${current%,*}, ;;
        esac
        COMPREPLY+=($(compgen -P "$before" -W "$1" -- "${current##*,}"))
      }

      _latent4j_files() {
        local IFS=$'\\n'
        COMPREPLY+=($(compgen -f -- "$current"))
        compopt -o filenames 2>/dev/null
      }

      # Settings: after the '=', which bash takes for a word of its own, only the value is wanted.
      _latent4j_settings() {
        local words
        words=$(compgen -W "$1" -- "$key$current")
        COMPREPLY+=(${words//"$key"/})
        case ${COMPREPLY-} in
          *=) compopt -o nospace 2>/dev/null ;;
        esac
      }

      _latent4j() {
        local current=${COMP_WORDS[COMP_CWORD]} at=$((COMP_CWORD - 1)) flag= key= flags= word i
        local position=0
        COMPREPLY=()
        if [ "$COMP_CWORD" -le 1 ]; then
      """;

  private static final String FLAG =
      """
          return
        fi
        # What --flag = value and --set key = value are before the cursor.
        if [ "$current" = = ]; then
          current=
          at=$COMP_CWORD
        fi
        flag=${COMP_WORDS[at]}
        if [ "$flag" = = ]; then
          flag=${COMP_WORDS[at - 1]}
          if [ "${COMP_WORDS[at - 2]}" = --set ]; then
            key=$flag=
            flag=--set
          fi
        fi
        case $flag in
      """;

  private static final String POSITION =
      """
        esac
        for ((i = 2; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          case $word in
            %s) i=$((i + 1)) ;;
            =) i=$((i + 1)) ;;
            -*) ;;
            *) position=$((position + 1)) ;;
          esac
        done
        case ${COMP_WORDS[1]}:$position in
      """;

  private BashCompletion() {}

  /** The script that a shell reads. */
  public static String of(Vocabulary vocabulary) {
    StringBuilder script = new StringBuilder(BEGIN);
    String commands =
        vocabulary.commands().stream().map(CommandSyntax::name).collect(Collectors.joining(" "));
    script.append("    _latent4j_words '").append(commands).append(" --help --version'\n");
    script.append(FLAG);
    for (Flag flag : Vocabulary.valued()) {
      Values values = vocabulary.values(flag);
      script.append("    ").append(flag).append(")\n");
      if (flag == Flag.SET) {
        script.append("      _latent4j_settings '").append(joined(values)).append("'\n");
      } else {
        append(script, values);
      }
      script.append("      return ;;\n");
    }
    script.append(
        POSITION.formatted(
            Vocabulary.valued().stream().map(Flag::toString).collect(Collectors.joining("|"))));
    for (CommandSyntax command : vocabulary.commands()) {
      for (int i = 0; i < Vocabulary.operands(command); i++) {
        script.append("    ").append(command.name()).append(':').append(i).append(")\n");
        append(script, vocabulary.operand(command, i));
        script.append("      ;;\n");
      }
    }
    script.append("  esac\n  case ${COMP_WORDS[1]} in\n");
    for (CommandSyntax command : vocabulary.commands()) {
      script.append("    ").append(command.name()).append(") flags='");
      script.append(
          command.flags().keySet().stream().map(Flag::toString).collect(Collectors.joining(" ")));
      script.append("' ;;\n");
    }
    script.append("  esac\n  case $current in\n    -*) _latent4j_words \"$flags\" ;;\n");
    script.append("    '') [ -n \"${COMPREPLY-}\" ] || _latent4j_words \"$flags\" ;;\n  esac\n}\n");
    return script.append("\ncomplete -F _latent4j latent4j\n").toString();
  }

  private static void append(StringBuilder script, Values values) {
    if (!values.words().isEmpty()) {
      script.append("      _latent4j_").append(values.joined() ? "list" : "words");
      script.append(" '").append(joined(values)).append("'\n");
    }
    if (values.files()) {
      script.append("      _latent4j_files\n");
    }
  }

  private static String joined(Values values) {
    return String.join(" ", values.words());
  }
}
