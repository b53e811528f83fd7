package org.latent4j.data;

import java.util.List;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/**
 * The options {@code train}, {@code validation} and {@code test} that every provider of this module
 * has.
 */
public final class SplitOptions {
  private final Option<String> train;
  private final Option<String> validation;
  private final Option<String> test;

  private SplitOptions(Split defaults, String validationSummary) {
    train =
        option(
            "train", defaults.train(), "examples to train on; all: what validation and test leave");
    validation = option("validation", defaults.validation(), validationSummary);
    test = option("test", defaults.test(), "examples to report on");
  }

  /** For a set without a split of its own. */
  public static SplitOptions drawn(Split defaults) {
    return new SplitOptions(defaults, "examples to choose by, drawn by the seed");
  }

  /** For a set that comes with a test part. */
  public static SplitOptions held(Split defaults) {
    return new SplitOptions(
        defaults, "examples to choose by: the last of the set's own training part");
  }

  /** For a set that comes in three parts. */
  public static SplitOptions own() {
    Split all = new Split(Portion.all(), Portion.all(), Portion.all());
    return new SplitOptions(all, "examples to choose by, of the set's own validation part");
  }

  private static Option<String> option(String name, Portion defaultValue, String summary) {
    return Option.text(name, defaultValue.toString(), summary)
        .where(text -> Portion.parse(text).isPresent(), Portion.ALLOWED);
  }

  public List<Option<?>> list() {
    return List.of(train, validation, test);
  }

  /** The split that is asked for. */
  public Split read(Options options) {
    return new Split(portion(options, train), portion(options, validation), portion(options, test));
  }

  private static Portion portion(Options options, Option<String> option) {
    return Portion.parse(options.get(option))
        .orElseThrow(
            () ->
                new Latent4jException(
                    option.name() + ": '" + options.get(option) + "' is not " + Portion.ALLOWED));
  }
}
