package org.latent4j.data;

import java.util.List;
import java.util.Optional;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.RandomStream;

/**
 * The options {@code train}, {@code validation} and {@code test} that every provider of this module
 * has.
 */
public final class SplitOptions {
  private static final String AUTO = "auto";
  private static final Portion WITHOUT_OWN = Portion.share(0.1);

  private final Option<String> train;
  private final Option<String> validation;
  private final Option<String> test;

  private SplitOptions(Split defaults, String validationSummary, Option<String> test) {
    train =
        option(
            "train", defaults.train(), "examples to train on; all: what validation and test leave");
    validation = option("validation", defaults.validation(), validationSummary);
    this.test = test;
  }

  /** For a set without a split of its own. */
  public static SplitOptions drawn(Split defaults) {
    return new SplitOptions(
        defaults,
        "examples to choose by, drawn by the seed",
        option("test", defaults.test(), "examples to report on, drawn by the seed"));
  }

  /** For a set that comes with a test part. */
  public static SplitOptions held(Split defaults) {
    return new SplitOptions(
        defaults,
        "examples to choose by: the last of the set's own training part",
        option("test", defaults.test(), "examples to report on, of the set's own test part"));
  }

  /** For a set that comes in three parts. */
  public static SplitOptions own() {
    Split all = new Split(Portion.all(), Portion.all(), Portion.all());
    return new SplitOptions(
        all,
        "examples to choose by, of the set's own validation part",
        option("test", all.test(), "examples to report on, of the set's own test part"));
  }

  /** For a format, whose sets may come with a test part or not. */
  public static SplitOptions either() {
    return new SplitOptions(
        new Split(Portion.all(), WITHOUT_OWN, WITHOUT_OWN),
        "examples to choose by",
        Option.text(
                "test",
                AUTO,
                "examples to report on; auto: the set's own test part, or a tenth where it has none")
            .where(
                text -> text.equals(AUTO) || Portion.parse(text).isPresent(),
                AUTO + ", " + Portion.ALLOWED));
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
    return new Split(
        portion(options, train), portion(options, validation), test(options, WITHOUT_OWN));
  }

  /** The split that is asked for, of a set that comes with a test part or not. */
  public DataSplits apply(
      Options options,
      String name,
      DataSet forTraining,
      Optional<DataSet> forTest,
      RandomStream random) {
    if (forTest.isEmpty()) {
      return read(options).draw(name, forTraining, random);
    }
    Split held =
        new Split(
            portion(options, train), portion(options, validation), test(options, Portion.all()));
    return held.hold(name, forTraining, forTest.get());
  }

  private Portion test(Options options, Portion automatic) {
    return options.get(test).equals(AUTO) ? automatic : portion(options, test);
  }

  private static Portion portion(Options options, Option<String> option) {
    return Portion.parse(options.get(option))
        .orElseThrow(
            () ->
                new SettingException(
                    option.name() + ": '" + options.get(option) + "' is not " + Portion.ALLOWED));
  }
}
