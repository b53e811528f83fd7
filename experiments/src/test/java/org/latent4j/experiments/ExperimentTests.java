package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.Provenance;

class ExperimentTests {
  private static final Catalog CATALOG = Catalog.discover();

  static final Configuration TINY =
      Configuration.empty()
          .with(
              Map.of(
                  "data", Map.of("size", 16, "train", 256, "validation", 64, "test", 64),
                  "encoder", Map.of("hidden", List.of(16)),
                  "decoder", Map.of("hidden", List.of(16)),
                  "latent", 3,
                  "training", Map.of("epochs", 2, "batch", 64),
                  "engine", Map.of("threads", 1)));

  @TempDir private Path temporary;

  private Path folder(String name) {
    return temporary.resolve(name);
  }

  private static Report train(Configuration configuration, Path folder) {
    return Experiment.train(CATALOG, configuration, folder, ExperimentListener.NONE);
  }

  private static byte[] weights(Path folder) {
    try {
      return Files.readAllBytes(folder.resolve("weights.safetensors"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTrainingLeavesAllOfItself() {
    Report report = train(TINY, folder("run"));

    assertThat(folder("run"))
        .isDirectoryContaining(file -> file.endsWith("model.json"))
        .isDirectoryContaining(file -> file.endsWith("weights.safetensors"))
        .isDirectoryContaining(file -> file.endsWith("metrics.jsonl"))
        .isDirectoryContaining(file -> file.endsWith("metrics.json"))
        .isDirectoryContaining(file -> file.endsWith("provenance.json"))
        .isDirectoryContaining(file -> file.endsWith("checkpoint"))
        .isDirectoryContaining(file -> file.endsWith("report.html"))
        .isDirectoryContaining(file -> file.endsWith("table.csv"))
        .isDirectoryContaining(file -> file.endsWith("table.tex"));
    assertThat(report.models())
        .singleElement()
        .satisfies(m -> assertThat(m.name()).isEqualTo("vae"));
  }

  @Test
  void theSameConfigurationGivesTheSameBits() {
    train(TINY, folder("once"));
    train(TINY, folder("again"));

    assertThat(weights(folder("again"))).isEqualTo(weights(folder("once")));
  }

  @Test
  void anotherSeedGivesOthersOnTheSameExamples() {
    train(TINY, folder("once"));
    train(TINY.with("training.seed", 2), folder("other"));

    assertThat(weights(folder("other"))).isNotEqualTo(weights(folder("once")));
    assertThat(Provenance.read(folder("other")).data())
        .isEqualTo(Provenance.read(folder("once")).data());
  }

  @Test
  void provenanceWritesOutEveryOptionAndCanBeTrainedFromAgain() {
    train(TINY, folder("run"));
    Configuration written = Experiment.configuration(folder("run"));

    assertThat(written.toMap()).containsKeys("model", "prior", "optimizer", "evaluation");
    assertThat(written.toMap().get("optimizer"))
        .isEqualTo(
            Map.of("type", "adam", "rate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8));

    train(written, folder("again"));
    assertThat(weights(folder("again"))).isEqualTo(weights(folder("run")));
  }

  @Test
  void aTrainingMadeInTwoPartsComesToTheSameBits() {
    train(TINY.with("training.epochs", 3), folder("whole"));
    train(TINY.with("training.epochs", 1), folder("parts"));

    Experiment.resume(
        CATALOG, folder("parts"), OptionalInt.of(3), Optional.empty(), ExperimentListener.NONE);

    assertThat(weights(folder("parts"))).isEqualTo(weights(folder("whole")));
    assertThat(Experiment.configuration(folder("parts")).toMap())
        .isEqualTo(Experiment.configuration(folder("whole")).toMap());
  }

  @Test
  void aFolderInUseIsLeftAlone() throws IOException {
    train(TINY, folder("run"));
    byte[] before = weights(folder("run"));

    assertThatThrownBy(() -> train(TINY, folder("run")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("holds a run already")
        .hasMessageContaining("latent4j resume");
    assertThat(weights(folder("run"))).isEqualTo(before);

    Files.createDirectories(folder("mine"));
    Files.writeString(folder("mine").resolve("thesis.txt"), "precious");
    assertThatThrownBy(() -> train(TINY, folder("mine")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void aModelWithoutItsRunCanBeUsedAndItsDataIsUnknown() throws IOException {
    train(TINY, folder("run"));
    Files.createDirectories(folder("bare"));
    for (String file : List.of("model.json", "weights.safetensors")) {
      Files.copy(folder("run").resolve(file), folder("bare").resolve(file));
    }

    SavedRun bare = SavedRun.open(CATALOG, folder("bare"));

    assertThat(bare.configuration().toMap()).isEmpty();
    assertThat(bare.model().composition().latent()).isEqualTo(3);
  }

  @Test
  void aTrainingThatHasNotEndedHasNoModelYet() throws IOException {
    train(TINY, folder("run"));
    Files.delete(folder("run").resolve("weights.safetensors"));

    assertThatThrownBy(() -> SavedRun.open(CATALOG, folder("run")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("has not ended")
        .hasMessageContaining("latent4j resume");
  }

  @Test
  void theReportSaysByWhatTheEpochWasChosen() throws IOException {
    Path chosen = folder("chosen");
    train(TINY, chosen);
    assertThat(Files.readString(chosen.resolve("report.html"))).contains("best epoch by");
    Path last = folder("last");
    train(TINY.with("data.validation", 0), last);
    assertThat(Files.readString(last.resolve("report.html")))
        .contains("as it was after its last epoch")
        .doesNotContain("best epoch by");
  }

  @Test
  void aTrainingThatWouldLeaveModelsOutIsRefused() {
    assertThatThrownBy(
            () ->
                train(
                    TINY.with("models", Map.of("vae", Map.of())).with("models.aae", Map.of()),
                    folder("run")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("would leave out vae, aae", "latent4j compare --config FILE");
    assertThat(folder("run")).doesNotExist();
  }

  private Rerun rerun(Path run) {
    return Rerun.of(CATALOG, run, folder("rerun"), Optional.empty(), ExperimentListener.NONE);
  }

  @Test
  void aRunMadeAgainFromItsRecordAgreesBitForBit() {
    train(TINY.with("model.type", "aae"), folder("run"));

    Rerun rerun = rerun(folder("run"));

    assertThat(rerun.differences()).isEmpty();
    assertThat(rerun.circumstances()).isEmpty();
    assertThat(rerun.agrees()).isTrue();
  }

  @Test
  void aRerunSaysWhatIsNotTheSame() throws IOException {
    train(TINY, folder("run"));
    Path weights = folder("run").resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 4] ^= 1; // the last bit of the last number
    Files.write(weights, bytes);
    Path metrics = folder("run").resolve("metrics.jsonl");
    Files.writeString(
        metrics, Files.readString(metrics).replaceFirst("\"rate\":[0-9.]+", "\"rate\":0.25"));
    Path provenance = folder("run").resolve("provenance.json");
    Files.writeString(
        provenance,
        Files.readString(provenance).replaceFirst("\"java\" : \"[^\"]+", "\"java\" : \"99"));

    Rerun rerun = rerun(folder("run"));

    assertThat(rerun.agrees()).isFalse();
    assertThat(rerun.differences()).hasSize(2);
    assertThat(rerun.differences().get(0)).contains("weights: 1 of ", "tensors differ, by up to");
    assertThat(rerun.differences().get(1))
        .contains("metrics: from epoch 1 on (train)", "rate was 0.25");
    assertThat(rerun.circumstances()).singleElement().asString().startsWith("Java was 99 and is ");
  }

  @Test
  void pluginsInAnotherOrderAreNoDifferenceAndOthersAreNamed() {
    train(TINY, folder("run"));
    Provenance then = Provenance.read(folder("run"));
    List<Provenance.PluginSource> plugins = new ArrayList<>(then.plugins());
    Collections.reverse(plugins);
    withPlugins(then, plugins).write(folder("run"));

    assertThat(rerun(folder("run")).circumstances()).isEmpty();

    plugins.removeIf(source -> source.plugin().name().equals("adam"));
    withPlugins(then, plugins).write(folder("run"));
    Rerun other =
        Rerun.of(
            CATALOG, folder("run"), folder("other"), Optional.empty(), ExperimentListener.NONE);
    assertThat(other.circumstances())
        .singleElement()
        .asString()
        .startsWith("optimizer 'adam' was absent and is ");
  }

  private static Provenance withPlugins(Provenance then, List<Provenance.PluginSource> plugins) {
    return new Provenance(
        then.format(),
        then.version(),
        then.latent4j(),
        then.commit(),
        then.time(),
        then.seed(),
        then.configuration(),
        then.data(),
        then.engine(),
        then.machine(),
        plugins);
  }

  @Test
  void aRunThatHasNotEndedCannotBeHeldAgainstAnother() throws IOException {
    train(TINY, folder("run"));
    Files.delete(folder("run").resolve("weights.safetensors"));

    assertThatThrownBy(() -> rerun(folder("run")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("has not ended");
  }

  @Test
  void aRunWhoseCheckpointsAreAllDamagedIsNotBegunAnewInSilence() throws IOException {
    train(TINY, folder("run"));
    for (int step : new int[] {4, 8}) {
      Files.delete(
          folder("run").resolve("checkpoint").resolve("step-" + step).resolve("manifest.json"));
    }

    assertThatThrownBy(
            () ->
                Experiment.resume(
                    CATALOG,
                    folder("run"),
                    OptionalInt.empty(),
                    Optional.empty(),
                    ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("is whole");
  }

  @Test
  void whatARunLeftThatWasKilledBeforeItBeganIsNoObstacle() throws IOException {
    Files.createDirectories(folder("run"));
    Files.writeString(folder("run").resolve(".lock"), "4194304");
    Files.writeString(folder("run").resolve(".provenance.json.0123456789abcdef.tmp"), "{");

    train(TINY, folder("run"));

    assertThat(folder("run").resolve(".provenance.json.0123456789abcdef.tmp")).doesNotExist();
    assertThat(folder("run").resolve(".lock")).isEmptyFile();
  }
}
