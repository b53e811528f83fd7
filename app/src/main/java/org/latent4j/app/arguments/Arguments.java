package org.latent4j.app.arguments;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.commons.cli.AmbiguousOptionException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.latent4j.api.spi.NearMiss;

/** What was written after a command's name. */
public final class Arguments {
  private final CommandSyntax syntax;
  private final CommandLine line;

  private Arguments(CommandSyntax syntax, CommandLine line) {
    this.syntax = syntax;
    this.line = line;
  }

  /**
   * Reads a command's options and operands.
   *
   * @param words all that follows the command's name
   * @throws UsageException for an option that the command does not have (the message names the
   *     nearest), one without its value, with an empty one or given twice, and operands missing,
   *     empty or too many
   */
  public static Arguments parse(CommandSyntax syntax, List<String> words) {
    Options options = new Options();
    syntax.flags().keySet().forEach(flag -> options.addOption(flag.toOption()));
    CommandLine line;
    try {
      line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .get()
              .parse(options, words.toArray(String[]::new));
    } catch (ParseException e) {
      throw new UsageException(describe(syntax, e));
    }
    Arguments arguments = new Arguments(syntax, line);
    if (!arguments.has(Flag.HELP)) {
      arguments.check();
    }
    return arguments;
  }

  private static String describe(CommandSyntax syntax, ParseException e) {
    if (e instanceof UnrecognizedOptionException unknown
        && !(e instanceof AmbiguousOptionException)) {
      String word = unknown.getOption().replaceFirst("=.*", "");
      return NearMiss.unknown(
          syntax.name() + " has no option",
          word,
          syntax.flags().keySet().stream().map(Flag::toString).toList());
    }
    if (e instanceof MissingArgumentException missing) {
      String word = missing.getOption().getLongOpt();
      return syntax.name()
          + ": --"
          + word
          + " needs a value; write --"
          + word
          + " "
          + missing.getOption().getArgName();
    }
    return syntax.name() + ": " + e.getMessage();
  }

  private void check() {
    for (Flag flag : syntax.flags().keySet()) {
      String[] values = line.getOptionValues(flag.word());
      if (values != null && values.length > 1 && !flag.isRepeatable()) {
        throw new UsageException(
            syntax.name()
                + ": "
                + flag
                + " is given "
                + values.length
                + " times ("
                + String.join(", ", values)
                + "); give it once");
      }
      if (texts(flag).contains("")) {
        throw new UsageException(
            syntax.name()
                + ": "
                + flag
                + " has an empty value; write "
                + flag
                + " "
                + flag.argument());
      }
    }
    if (operands().contains("")) {
      throw new UsageException(
          syntax.name() + " is given an empty word; write " + String.join(", or ", syntax.forms()));
    }
    if (!syntax.accepts(operands())) {
      throw new UsageException(
          (operands().isEmpty()
                  ? syntax.name() + " needs to be told more"
                  : "latent4j "
                      + syntax.name()
                      + " "
                      + String.join(" ", operands())
                      + " is not understood")
              + "; write "
              + String.join(", or ", syntax.forms()));
    }
  }

  /** The words that are no options. */
  public List<String> operands() {
    return List.copyOf(line.getArgList());
  }

  /** The operand at a position that the command's syntax says is there. */
  public String operand(int index) {
    return line.getArgList().get(index);
  }

  public boolean has(Flag flag) {
    return line.hasOption(flag.word());
  }

  public Optional<String> text(Flag flag) {
    return Optional.ofNullable(line.getOptionValue(flag.word()));
  }

  /** All values of a repeatable option, in order. */
  public List<String> texts(Flag flag) {
    String[] values = line.getOptionValues(flag.word());
    return values == null ? List.of() : List.of(values);
  }

  /** A path, as given. */
  public Optional<Path> path(Flag flag) {
    return text(flag).map(text -> path(flag.toString(), text));
  }

  /** All paths of a repeatable option. */
  public List<Path> paths(Flag flag) {
    return texts(flag).stream().map(text -> path(flag.toString(), text)).toList();
  }

  /** An operand that is a path. */
  public Path operandPath(int index) {
    return path(syntax.name(), operand(index));
  }

  private static Path path(String where, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(where + ": '" + text + "' cannot be a path: " + e.getReason());
    }
  }

  /** An integer of at least the given size. */
  public OptionalInt integer(Flag flag, int least) {
    Optional<Integer> number =
        text(flag).map(text -> number(flag, text, Integer::valueOf, "an integer", least));
    return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** An integer. */
  public OptionalLong integer(Flag flag) {
    Optional<Long> number =
        text(flag).map(text -> number(flag, text, Long::valueOf, "an integer", Long.MIN_VALUE));
    return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** A finite number of at least the given size. */
  public Optional<Double> real(Flag flag, double least) {
    return text(flag).map(text -> real(flag, text, least));
  }

  /** A list of finite numbers, separated by commas, each of at least the given size. */
  public Optional<List<Double>> reals(Flag flag, double least) {
    return list(flag).map(parts -> parts.stream().map(part -> real(flag, part, least)).toList());
  }

  /** A list of integers, separated by commas, each of at least the given size. */
  public Optional<List<Integer>> integers(Flag flag, int least) {
    return list(flag)
        .map(
            parts ->
                parts.stream()
                    .map(part -> number(flag, part, Integer::valueOf, "an integer", least))
                    .toList());
  }

  /** A list of texts, separated by commas. */
  public Optional<List<String>> list(Flag flag) {
    return text(flag).map(text -> split(flag, text));
  }

  private static List<String> split(Flag flag, String text) {
    List<String> parts = new ArrayList<>();
    for (String part : Arrays.asList(text.split(",", -1))) {
      if (part.isBlank()) {
        throw new UsageException(
            flag + ": '" + text + "' has an empty part; write " + flag + " " + flag.argument());
      }
      parts.add(part.strip());
    }
    return parts;
  }

  /** One of the given words. */
  public Optional<String> choice(Flag flag, List<String> allowed) {
    Optional<String> word = text(flag);
    if (word.isPresent() && !allowed.contains(word.get())) {
      throw new UsageException(NearMiss.unknown(flag + " does not know", word.get(), allowed));
    }
    return word;
  }

  private static double real(Flag flag, String text, double least) {
    return number(
        flag,
        text,
        word -> {
          double value = Double.parseDouble(word);
          if (!Double.isFinite(value)) {
            throw new NumberFormatException(word);
          }
          return value;
        },
        "a number",
        least);
  }

  private static <N extends Number & Comparable<N>> N number(
      Flag flag, String text, Function<String, N> parser, String what, Number least) {
    N value;
    try {
      value = parser.apply(text);
    } catch (NumberFormatException e) {
      throw new UsageException(flag + ": '" + text + "' is not allowed; it must be " + what);
    }
    if (value.doubleValue() < least.doubleValue()) {
      throw new UsageException(
          flag + ": '" + text + "' is not allowed; it must be " + what + ", at least " + least);
    }
    return value;
  }
}
