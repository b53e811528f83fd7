package org.latent4j.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.data.Factor;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.BinarizeOptions;
import org.latent4j.data.SplitOptions;

/**
 * {@code npz}: NumPy arrays in an archive; with a test part of its own if it has the arrays {@code
 * x_train} and {@code x_test}.
 */
public final class NpzProvider implements DataSetProvider {
  private static final String AUTO = "auto";
  private static final String NONE = "none";
  private static final List<String> DATA_KEYS =
      List.of("x_train", "x", "data", "images", "imgs", "arr_0");
  private static final List<String> LABEL_KEYS =
      List.of("y_train", "y", "labels", "label", "targets", "latents_classes");
  private static final List<String> TEST_KEYS = List.of("x_test");
  private static final List<String> TEST_LABEL_KEYS = List.of("y_test");

  private static final Option<String> KEY = key("key", "the array of examples", DATA_KEYS);
  private static final Option<String> LABELS =
      key("labels", "the array of labels, or none", LABEL_KEYS);
  private static final Option<String> TEST_KEY =
      key("test-key", "the array of test examples, or none", TEST_KEYS);
  private static final Option<String> TEST_LABELS =
      key("test-labels", "the array of the test examples' labels, or none", TEST_LABEL_KEYS);
  private static final SplitOptions SPLIT = SplitOptions.either();

  /** Used by the service loader. */
  public NpzProvider() {}

  private static Option<String> key(String name, String summary, List<String> candidates) {
    return Option.text(
        name, AUTO, summary + "; auto: the first there is of " + String.join(", ", candidates));
  }

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public String summary() {
    return "an archive of NumPy arrays: examples, labels, and maybe a test part";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(KEY, LABELS, TEST_KEY, TEST_LABELS));
    options.addAll(ArrayForm.options());
    options.addAll(BinarizeOptions.list());
    options.addAll(SPLIT.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    Path file = SourcePath.of(name(), "an npz file", source);
    ArrayForm form = ArrayForm.read(options);
    try (Npz npz = Npz.open(file)) {
      List<String> keys = npz.keys();
      String key =
          chosen(options.get(KEY), DATA_KEYS, keys)
              .orElseThrow(
                  () ->
                      new Latent4jException(
                          file
                              + ": has none of the arrays "
                              + String.join(", ", DATA_KEYS)
                              + ", only "
                              + String.join(", ", keys)
                              + "; say with the option 'key' which holds the examples"));
      Optional<String> testKey = chosen(options.get(TEST_KEY), TEST_KEYS, keys);
      Optional<ArrayLabels> labels = chosen(options.get(LABELS), LABEL_KEYS, keys).map(npz::labels);
      Optional<ArrayLabels> testLabels =
          testKey.isEmpty() || labels.isEmpty()
              ? Optional.empty()
              : chosen(options.get(TEST_LABELS), TEST_LABEL_KEYS, keys).map(npz::labels);
      // The parts of a set have the same factors: without labels to test on, none at all.
      if (testKey.isPresent() && testLabels.isEmpty()) {
        labels = Optional.empty();
      }
      List<Factor> factors =
          labels.map(l -> l.factors(testLabels.stream().toList())).orElse(List.of());
      DataSet forTraining = npz.examples(key, labels, factors, form);
      Optional<DataSet> forTest =
          testKey.map(test -> npz.examples(test, testLabels, factors, form));
      forTest.ifPresent(test -> requireSameShape(file, forTraining, test));
      return BinarizeOptions.apply(
          options,
          SPLIT.apply(
              options, SourcePath.name(file), forTraining, forTest, source.random().split(name())));
    }
  }

  private static Optional<String> chosen(
      String option, List<String> candidates, List<String> keys) {
    return switch (option) {
      case AUTO -> candidates.stream().filter(keys::contains).findFirst();
      case NONE -> Optional.empty();
      default -> Optional.of(option);
    };
  }

  private static void requireSameShape(Path file, DataSet train, DataSet test) {
    if (!train.shape().equals(test.shape())) {
      throw new Latent4jException(
          file
              + ": an example to train on is a "
              + train.shape()
              + ", one to test on a "
              + test.shape()
              + "; they must be alike");
    }
  }
}
