package org.latent4j.app.completion;

import java.util.Map;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;

/** Completion as zsh understands it, with the meaning of each command and option. */
public final class ZshCompletion {
  private ZshCompletion() {}

  /** The script that a shell reads: by {@code source}, or as {@code _latent4j} in its fpath. */
  public static String of(Vocabulary vocabulary) {
    StringBuilder script =
        new StringBuilder(
            """
            #compdef latent4j
            # Completion of latent4j in zsh. To have it in this shell: source <(latent4j completion zsh)

            _latent4j() {
              local -a commands
              commands=(
            """);
    for (CommandSyntax command : vocabulary.commands()) {
      String entry = command.name() + ":" + command.summary().replace(":", "\\:");
      script.append("    ").append(quoted(entry)).append('\n');
    }
    script.append(
        """
          )
          if (( CURRENT == 2 )); then
            _describe command commands
            _arguments '--help[list the commands]' '--version[print the version]'
            return
          fi
          local command=$words[2]
          shift words
          (( CURRENT-- ))
          case $command in
        """);
    for (CommandSyntax command : vocabulary.commands()) {
      script.append("    ").append(command.name()).append(")\n      _arguments");
      for (Map.Entry<Flag, String> flag : command.flags().entrySet()) {
        script.append(" \\\n        ").append(quoted(option(vocabulary, flag)));
      }
      for (int i = 0; i < Vocabulary.operands(command); i++) {
        String operand = (i + 1) + ":" + "operand" + action(vocabulary.operand(command, i));
        script.append(" \\\n        ").append(quoted(operand));
      }
      script.append("\n      ;;\n");
    }
    return script
        .append(
            """
              esac
            }

            if [ "$funcstack[1]" = _latent4j ]; then
              _latent4j "$@"
            else
              compdef _latent4j latent4j
            fi
            """)
        .toString();
  }

  private static String option(Vocabulary vocabulary, Map.Entry<Flag, String> entry) {
    Flag flag = entry.getKey();
    String spec =
        (flag.isRepeatable() ? "*" : "")
            + flag
            + (flag.argument().isEmpty() ? "" : "=")
            + "["
            + escaped(entry.getValue())
            + "]";
    return flag.argument().isEmpty()
        ? spec
        : spec + ":" + escaped(flag.argument()) + action(vocabulary.values(flag));
  }

  /** What zsh does at a place, after the colon. */
  private static String action(Values values) {
    String words = String.join(" ", values.words()).replace(":", "\\:");
    if (values.joined()) {
      return ":_values -s , value " + words;
    }
    if (words.isEmpty()) {
      return values.files() ? ":_files" : ":";
    }
    // With the space, zsh calls _alternative without options of its own.
    return values.files()
        ? ": _alternative \"words\\:word\\:(" + words + ")\" \"files\\:file\\:_files\""
        : ":(" + words + ")";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
