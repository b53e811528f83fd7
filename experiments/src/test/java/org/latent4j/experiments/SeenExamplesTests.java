package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.formats.NpyWriter;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;

/** A model is not held to be good for examples that it was trained on. */
class SeenExamplesTests {
  private static final Catalog CATALOG = Catalog.discover();
  private static final int IMAGES = 200;

  @TempDir private Path temporary;

  private Path data;
  private Path run;
  private Configuration configuration;

  @BeforeEach
  void trainOnRandomImages() {
    data = temporary.resolve("bits.npy");
    run = temporary.resolve("run");
    NpyWriter.write(data, bits(1, IMAGES));
    configuration =
        ExperimentTests.TINY
            .with("data", null)
            .with(Map.of("data", Map.of("path", data.toString())))
            .with("evaluation.metrics", List.of("elbo"))
            .with("training.epochs", 1);
    Experiment.train(CATALOG, configuration, run, ExperimentListener.NONE);
  }

  /** Random 8 × 8 bit images: no two are equal but with a probability of 10⁻¹⁵. */
  private static Tensor bits(long seed, int count) {
    RandomStream random = RandomStreams.seeded(seed);
    Tensor bits = Tensor.zeros(count, 8, 8);
    for (int i = 0; i < bits.size(); i++) {
      bits.data()[i] = random.nextInt(2);
    }
    return bits;
  }

  private static Report evaluate(Path run, UnaryOperator<Configuration> change, Split split) {
    SavedRun saved = SavedRun.open(CATALOG, run);
    ExperimentSettings settings = ExperimentSettings.of(change.apply(saved.configuration()));
    try (Workbench bench = Workbench.open(CATALOG, settings)) {
      return saved.evaluate(bench, split, settings.evaluation(), 1, EvaluationListener.NONE);
    }
  }

  /** The examples themselves, compared as they are. */
  private int common(Configuration other, Split split) {
    Set<List<Float>> trained = new HashSet<>();
    int common = 0;
    try (Workbench then = Workbench.open(CATALOG, ExperimentSettings.of(configuration));
        Workbench now = Workbench.open(CATALOG, ExperimentSettings.of(other))) {
      DataSet train = then.data().train();
      for (int row = 0; row < train.size(); row++) {
        trained.add(values(train, row));
      }
      DataSet examples = split.of(now.data());
      for (int row = 0; row < examples.size(); row++) {
        common += trained.contains(values(examples, row)) ? 1 : 0;
      }
    }
    return common;
  }

  private static List<Float> values(DataSet set, int row) {
    Tensor one = Tensor.zeros(1, set.shape().features());
    set.stored().read(new int[] {row}, 0, 1, one, RandomStreams.seeded(1));
    Float[] boxed = new Float[one.size()];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = one.data()[i];
    }
    return List.of(boxed);
  }

  private void refuses(UnaryOperator<Configuration> change, Split split, int seen, int of) {
    assertThatThrownBy(() -> evaluate(run, change, split))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(
            seen + " of these " + of + " " + split.word() + " examples are ones that the model was")
        .hasMessageContainingAll("data.seed", "--split train");
  }

  @Test
  void itsOwnHeldOutExamplesAreNewToIt() {
    assertThat(evaluate(run, c -> c, Split.TEST).limits()).isEmpty();
    assertThat(evaluate(run, c -> c, Split.VALIDATION).limits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"data.seed, 2, 20", "data.test, 0.5, 100", "data.validation, 60, 20"})
  void anotherSplitOfTheSameDataIsRefusedWithTheNumber(String key, String value, int size) {
    UnaryOperator<Configuration> change = c -> c.with(key, number(value));
    int seen = common(change.apply(configuration), Split.TEST);
    assertThat(seen).isBetween(1, size);
    refuses(change, Split.TEST, seen, size);
  }

  private static Object number(String text) {
    return text.contains(".") ? (Object) text : Integer.valueOf(text);
  }

  @Test
  void whoAsksForTrainingExamplesGetsThemAndIsTold() {
    Report report = evaluate(run, c -> c, Split.TRAIN);
    assertThat(report.limits())
        .containsExactly(
            "160 of these 160 train examples are ones that the model was trained on: what is"
                + " measured on them does not hold for new ones");
  }

  @Test
  void anotherFileIsSearchedForThemToo() {
    Tensor old = bits(1, IMAGES);
    Tensor fresh = bits(2, IMAGES);
    // The old images in reverse order behind new ones, whose test part is drawn from both.
    Tensor both = Tensor.zeros(2 * IMAGES, 8, 8);
    System.arraycopy(fresh.data(), 0, both.data(), 0, fresh.size());
    for (int i = 0; i < IMAGES; i++) {
      System.arraycopy(old.data(), i * 64, both.data(), (2 * IMAGES - 1 - i) * 64, 64);
    }
    Path mixed = temporary.resolve("mixed.npy");
    Path other = temporary.resolve("other.npy");
    NpyWriter.write(mixed, both);
    NpyWriter.write(other, fresh);

    UnaryOperator<Configuration> mixing = c -> c.with("data.path", mixed.toString());
    refuses(mixing, Split.TEST, common(mixing.apply(configuration), Split.TEST), 40);
    assertThat(evaluate(run, c -> c.with("data.path", other.toString()), Split.TEST).limits())
        .isEmpty();
  }

  @Test
  void aRunThatHasNoRecordOfThemIsHeldAgainstItsData() throws IOException {
    Files.delete(run.resolve(TrainingExamples.FILE));
    UnaryOperator<Configuration> change = c -> c.with("data.seed", 2);
    refuses(change, Split.TEST, common(change.apply(configuration), Split.TEST), 20);
    assertThat(evaluate(run, c -> c, Split.TRAIN).limits()).hasSize(1);

    Path other = temporary.resolve("other.npy");
    NpyWriter.write(other, bits(2, IMAGES));
    Files.delete(data);
    assertThat(evaluate(run, c -> c.with("data.path", other.toString()), Split.TEST).limits())
        .singleElement()
        .asString()
        .contains("is not known", "cannot be read again", data.toString());
  }

  @Test
  void aDamagedRecordIsSaidToBe() throws IOException {
    Files.writeString(run.resolve(TrainingExamples.FILE), "latent4j-training-examples 1\nabc");
    assertThatThrownBy(() -> evaluate(run, c -> c.with("data.seed", 2), Split.TEST))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void whatIsDrawnAnewAtEachReadingIsKnownAgain() {
    Path dynamic = temporary.resolve("dynamic");
    Experiment.train(
        CATALOG, configuration.with("data.binarize", "dynamic"), dynamic, ExperimentListener.NONE);
    UnaryOperator<Configuration> change = c -> c.with("data.seed", 2);
    int seen = common(change.apply(configuration), Split.TEST);
    assertThatThrownBy(() -> evaluate(dynamic, change, Split.TEST))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(seen + " of these 20 test examples");
  }

  @Test
  void aTableIsKnownAgainThoughEachSplitStandardizesItOtherwise() throws IOException {
    RandomStream random = RandomStreams.seeded(6);
    StringBuilder table = new StringBuilder("a,b,c\n");
    for (int row = 0; row < 100; row++) {
      table.append(
          String.format(
              Locale.ROOT,
              "%.6f,%.6f,%.6f%n",
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian()));
    }
    Path file = temporary.resolve("table.csv");
    Files.writeString(file, table.toString(), StandardCharsets.UTF_8);
    configuration =
        configuration
            .with("data.path", file.toString())
            .with("data.standardize", true)
            .with("likelihood", "gaussian");
    run = temporary.resolve("table");
    Experiment.train(CATALOG, configuration, run, ExperimentListener.NONE);
    UnaryOperator<Configuration> change = c -> c.with("data.seed", 2);
    int seen = common(change.apply(configuration), Split.TEST);
    assertThat(seen).isPositive();
    refuses(change, Split.TEST, seen, 10);
  }

  @Test
  void aResumedRunThatHadNoRecordHasOne() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve(TrainingExamples.FILE));
    Files.delete(run.resolve(TrainingExamples.FILE));
    Experiment.resume(CATALOG, run, OptionalInt.of(2), Optional.empty(), ExperimentListener.NONE);
    assertThat(Files.readAllBytes(run.resolve(TrainingExamples.FILE))).isEqualTo(before);
    // 29 bytes of heading, then eight for each of the training examples.
    assertThat(before).hasSize(29 + 8 * 160);
  }

  @Test
  void aRunDoesNotGoOnWithOtherExamples() {
    NpyWriter.write(data, bits(2, IMAGES));
    assertThatThrownBy(
            () ->
                Experiment.resume(
                    CATALOG, run, OptionalInt.of(2), Optional.empty(), ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("the fingerprint of data 'bits.npy'");
  }
}
