package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;

/** The least and the most of everything: it works, or says why not. */
class LimitsTests {
  private static final Catalog CATALOG = Catalog.discover();

  @TempDir private Path folder;

  private ModelResult train(Configuration configuration) {
    Report report =
        Experiment.train(CATALOG, configuration, folder.resolve("run"), ExperimentListener.NONE);
    return report.models().get(0);
  }

  private static double value(ModelResult result, String metric) {
    return result.seeds().get(0).evaluation().get(metric).value().orElseThrow();
  }

  private static Configuration tiny(String model) {
    return ExperimentTests.TINY.with("model.type", model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void aLatentOfOneDimension(String model) {
    ModelResult result = train(tiny(model).with("latent", 1));
    assertThat(value(result, "distortion")).isFinite();
    assertThat(result.exhibit().orElseThrow().exPost().reason()).contains("at least 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void aBatchLargerThanTheData(String model) {
    assertThat(value(train(tiny(model).with("training.batch", 100_000)), "distortion")).isFinite();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void oneExampleToTrainOnAndOneToTest(String model) {
    ModelResult result =
        train(tiny(model).with("data", Map.of("size", 16, "train", 1, "validation", 0, "test", 1)));
    assertThat(value(result, "distortion")).isFinite();
    assertThat(result.seeds().get(0).evaluation().get("mmd").reason()).isPresent();
  }

  /** The weights it began with are evaluated: what a training is to be compared with. */
  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void noEpochs(String model) {
    ModelResult result = train(tiny(model).with("training.epochs", 0));
    assertThat(value(result, "distortion")).isFinite();
    assertThat(result.seeds().get(0).history()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae", "aae"})
  void aColumnThatNeverChangesAndOneClass(String model) throws IOException {
    String rows =
        IntStream.range(0, 200)
            .mapToObj(i -> Math.sin(i) + ",7," + Math.cos(3.0 * i) + ",only")
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve("table.csv"), "a,b,c,kind\n" + rows + "\n");
    ModelResult result =
        train(
            Configuration.empty()
                .with(
                    Map.of(
                        "model", Map.of("type", model),
                        "data", Map.of("path", file.toString(), "label", "kind"),
                        "likelihood", Map.of("type", "gaussian"),
                        "encoder", Map.of("hidden", List.of(16)),
                        "decoder", Map.of("hidden", List.of(16)),
                        "latent", 2,
                        "training", Map.of("epochs", 2, "batch", 32),
                        "engine", Map.of("threads", 1),
                        "evaluation",
                            Map.of("metrics", List.of("standard", "linear_probe", "mig")))));
    assertThat(value(result, "distortion")).isFinite();
    assertThat(result.seeds().get(0).evaluation().get("linear_probe").reason()).isPresent();
  }
}
