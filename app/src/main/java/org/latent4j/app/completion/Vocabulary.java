package org.latent4j.app.completion;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;

/**
 * What a shell completes: the commands, and what may follow them.
 *
 * @param commands by name
 * @param flags what the options' values may be; those that are not here take a file where their
 *     argument is one
 * @param operands what words in capitals stand for, such as {@code KIND}, by command and word:
 *     {@code plugins KIND}; {@code RUN} is a folder in every command
 */
public record Vocabulary(
    List<CommandSyntax> commands, Map<Flag, Values> flags, Map<String, Values> operands) {
  private static final List<String> FILES = List.of("DIR", "FILE", "RUN");

  public Vocabulary {
    commands = commands.stream().sorted(Comparator.comparing(CommandSyntax::name)).toList();
    flags = Map.copyOf(flags);
    operands = Map.copyOf(operands);
  }

  /** The options that take a value, in the order of the help. */
  static List<Flag> valued() {
    return Stream.of(Flag.values()).filter(flag -> !flag.argument().isEmpty()).toList();
  }

  /** What may follow an option. */
  Values values(Flag flag) {
    return flags.getOrDefault(flag, usual(flag.argument()));
  }

  /** What a command's operand may be, at a position counted from 0, whatever stands before it. */
  Values operand(CommandSyntax command, int position) {
    List<String> there =
        command.operands().stream()
            .map(form -> List.of(form.split(" ", -1)))
            .filter(form -> form.size() > position)
            .map(form -> form.get(position))
            .distinct()
            .toList();
    boolean files = false;
    Stream<String> words = Stream.of();
    for (String part : there) {
      Values values =
          part.equals(part.toUpperCase(Locale.ROOT))
              ? operands.getOrDefault(command.name() + " " + part, usual(part))
              : Values.of(List.of(part));
      files |= values.files();
      words = Stream.concat(words, values.words().stream());
    }
    return new Values(words.filter(word -> !word.isEmpty()).toList(), false, files);
  }

  /** How many operands a command takes at most. */
  static int operands(CommandSyntax command) {
    return command.operands().stream()
        .mapToInt(form -> form.isEmpty() ? 0 : form.split(" ", -1).length)
        .max()
        .orElse(0);
  }

  private static Values usual(String argument) {
    return FILES.contains(argument) ? Values.FILES : Values.NONE;
  }
}
