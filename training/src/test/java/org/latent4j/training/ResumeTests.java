package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.data.BinarizedDataSet;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.models.betavae.RateConstraint;
import org.latent4j.networks.MlpSettings;
import org.latent4j.networks.Normalization;
import org.latent4j.runtime.storage.Safetensors;

class ResumeTests {
  private static final Engine ENGINE = FusedEngine.create(1);

  /** All that has state or draws: batch normalisation, dropout, optimisers, a multiplier. */
  private static final MlpSettings NETWORK =
      MlpSettings.hidden(16).withNormalization(Normalization.BATCH).withDropout(0.2);

  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(
          Map.of(
              "epochs", 5,
              "batch", 32,
              "schedule", "cosine",
              "warm-up-epochs", 0.5,
              "clip-norm", 2,
              "checkpoint-every", 2));

  /** Drawn anew each epoch. */
  private static final DataSplits DATA = dynamic(Toy.patterns(100, 40, 10));

  @TempDir Path directory;

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static DataSplits dynamic(DataSplits data) {
    return new DataSplits(
        data.name(),
        BinarizedDataSet.dynamic(data.train()),
        BinarizedDataSet.dynamic(data.validation()),
        BinarizedDataSet.dynamic(data.test()));
  }

  static Stream<Arguments> models() {
    return Stream.of(
        model("vae", seed -> Toy.vae(seed, NETWORK)),
        model(
            "beta-vae", seed -> Toy.betaVae(seed, NETWORK, new RateConstraint(0.5, 0.01, 0.9, 1))),
        model("aae", seed -> Toy.aae(seed, NETWORK)));
  }

  private static Arguments model(String name, LongFunction<Model> make) {
    return Arguments.of(name, make);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void resumedRunEndsWithTheBitsOfAnUninterruptedOne(String name, LongFunction<Model> make) {
    Path whole = directory.resolve("whole");
    Path broken = directory.resolve("broken");
    Model uninterrupted = make.apply(1);
    TrainingResult expected = trainer(whole).build().train(uninterrupted);
    assertThatThrownBy(() -> trainer(broken).listener(cutAtStep(14)).build().train(make.apply(1)))
        .isInstanceOf(PowerCut.class);
    Model resumed = make.apply(2);
    TrainingResult result = trainer(broken).build().resume(resumed);

    assertThat(Toy.bits(resumed)).isEqualTo(Toy.bits(uninterrupted));
    assertThat(result.steps()).isEqualTo(expected.steps()).isEqualTo(20);
    assertThat(result.best()).isEqualTo(expected.best());
    assertThat(withoutSeconds(MetricsLog.read(broken)))
        .isEqualTo(withoutSeconds(MetricsLog.read(whole)));
    // The checkpoint at the end has the same last weights, best weights and optimiser states.
    assertThat(state(broken).tensors().keySet()).isEqualTo(state(whole).tensors().keySet());
    state(whole)
        .tensors()
        .forEach(
            (tensor, value) ->
                assertThat(state(broken).tensors().get(tensor).data())
                    .as(tensor)
                    .isEqualTo(value.data()));
  }

  @Test
  void checkpointHoldsTheLastWeightsBesideTheBest() {
    WatchedModel model = new WatchedModel(Toy.vae(1), 5, 3, 4, 6, 7);
    trainer(directory).build().train(model);

    float[] last = state(directory).tensors().get("model.encoder.head.weight").data();
    float[] best = state(directory).tensors().get("best.encoder.head.weight").data();
    assertThat(best)
        .isEqualTo(model.parameters().find("encoder.head.weight").orElseThrow().value().data())
        .isNotEqualTo(last);
  }

  @Test
  void finishedRunCanBeProlonged() {
    Model model = Toy.vae(1);
    trainer(directory).settings(constant(2)).build().train(model);
    TrainingResult result = trainer(directory).settings(constant(4)).build().resume(model);
    Model straight = Toy.vae(1);
    trainer(directory.resolve("straight")).settings(constant(4)).build().train(straight);

    assertThat(result.epochs()).isEqualTo(4);
    assertThat(Toy.bits(model)).isEqualTo(Toy.bits(straight));
  }

  @Test
  void resumingAFinishedRunGivesItsBestWeights() {
    Model model = Toy.vae(1);
    TrainingResult first = trainer(directory).build().train(model);
    Model again = Toy.vae(2);
    TrainingResult second = trainer(directory).build().resume(again);

    assertThat(Toy.bits(again)).isEqualTo(Toy.bits(model));
    assertThat(second.epochs()).isEqualTo(5);
    assertThat(second.history()).isEmpty();
    assertThat(second.seconds()).isEqualTo(first.seconds());
  }

  @Test
  void newTrainingRemovesTheOldCheckpoint() {
    trainer(directory).build().train(Toy.vae(1));
    assertThatThrownBy(() -> trainer(directory).listener(cutAtStep(2)).build().train(Toy.vae(1)))
        .isInstanceOf(PowerCut.class);

    assertThatThrownBy(() -> trainer(directory).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("there is no checkpoint");
    assertThat(MetricsLog.read(directory)).isEmpty();
  }

  @Test
  void withoutDirectoryThereIsNothingToResume() {
    Trainer trainer = Toy.trainer(ENGINE, DATA, SETTINGS).build();

    assertThatThrownBy(() -> trainer.resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot resume");
  }

  @Test
  void anotherBatchSizeIsRefused() {
    trainer(directory).build().train(Toy.vae(1));

    assertThatThrownBy(
            () -> trainer(directory).settings(SETTINGS.withBatch(16)).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("training.batch", "is 32 there and 16 here");
  }

  @Test
  void otherDataIsRefused() {
    trainer(directory).build().train(Toy.vae(1));

    assertThatThrownBy(
            () -> trainer(directory).data(Toy.patterns(99, 40, 10)).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("the fingerprint of data 'patterns'");
  }

  @Test
  void anotherModelIsRefusedAndLeftAlone() {
    trainer(directory).build().train(Toy.vae(1));
    Model wider = Toy.vae(1, MlpSettings.hidden(17));
    List<String> before = Toy.bits(wider);

    assertThatThrownBy(() -> trainer(directory).build().resume(wider))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(
            "model.encoder.hidden0.weight", "of shape [12, 16] there", "of shape [12, 17] here");
    assertThat(Toy.bits(wider)).isEqualTo(before);
    assertThatThrownBy(() -> trainer(directory).build().resume(Toy.aae(1, Toy.NETWORK)))
        .isInstanceOf(Latent4jException.class);
  }

  @Test
  void twoCheckpointsAreKeptAndADamagedOneIsPassedOver() throws IOException {
    trainer(directory).build().train(Toy.vae(1));
    List<Path> kept = checkpoints(directory);
    assertThat(kept).hasSize(2);
    List<EpochMetrics> metrics = withoutSeconds(MetricsLog.read(directory));
    damage(kept.get(1));

    Model again = Toy.vae(1);
    TrainingResult result = trainer(directory).build().resume(again);

    // Epochs 5 and 4 were kept; the fifth was trained again, to the same bits.
    assertThat(result.history()).extracting(EpochMetrics::epoch).containsOnly(5);
    assertThat(withoutSeconds(MetricsLog.read(directory))).isEqualTo(metrics);
    Model whole = Toy.vae(1);
    Toy.trainer(ENGINE, DATA, SETTINGS).build().train(whole);
    assertThat(Toy.bits(again)).isEqualTo(Toy.bits(whole));
  }

  @Test
  void aCheckpointWithoutItsChecksumWasCutOffAndIsPassedOver() throws IOException {
    trainer(directory).build().train(Toy.vae(1));
    Path newest = checkpoints(directory).get(1);
    Files.delete(newest.resolveSibling(newest.getFileName() + ".sha256"));

    assertThat(trainer(directory).build().resume(Toy.vae(1)).history())
        .extracting(EpochMetrics::epoch)
        .containsOnly(5);
  }

  @Test
  void whereNoneIsWholeItSaysSo() throws IOException {
    trainer(directory).build().train(Toy.vae(1));
    for (Path file : checkpoints(directory)) {
      damage(file);
    }

    assertThatThrownBy(() -> trainer(directory).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("no checkpoint in", "is whole", "SHA-256");
  }

  @Test
  void anUnknownFormatIsRefusedWithWhatCanReadIt() throws IOException {
    trainer(directory).build().train(Toy.vae(1));
    for (Path file : checkpoints(directory)) {
      Safetensors state = Safetensors.read(file);
      Map<String, String> texts = new LinkedHashMap<>(state.metadata());
      texts.put("format", "9");
      new CheckpointFiles(directory)
          .write(Long.parseLong(texts.get("step")), state.tensors(), texts);
    }

    assertThatThrownBy(() -> trainer(directory).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("its format is 9", "reads format 2", "version that wrote it");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aTrainingStoppedWithinAnEpochGoesOnToTheSameBits(String name, LongFunction<Model> make) {
    Model whole = make.apply(1);
    Path other = directory.resolve("whole");
    trainer(other).build().train(whole);

    Model stopped = make.apply(1);
    Path cut = directory.resolve("cut");
    // The first stop is in the middle of epoch 2, the next in epoch 4.
    for (long step : new long[] {6, 13}) {
      Trainer trainer = trainer(cut).listener(stopAtStep(step)).build();
      Model model = make.apply(1);
      assertThatThrownBy(
              () -> {
                if (Trainer.canResume(cut)) {
                  trainer.resume(model);
                } else {
                  trainer.train(model);
                }
              })
          .isInstanceOf(TrainingInterruptedException.class)
          .hasMessageContainingAll("after step " + step, "is saved");
    }
    trainer(cut).build().resume(stopped);

    assertThat(Toy.bits(stopped)).isEqualTo(Toy.bits(whole));
    assertThat(withoutSeconds(MetricsLog.read(cut)))
        .isEqualTo(withoutSeconds(MetricsLog.read(other)));
    assertThat(state(cut).tensors().keySet()).isEqualTo(state(other).tensors().keySet());
  }

  @Test
  void checkpointsAreWrittenByTimeWithinAnEpoch() {
    TrainingSettings often =
        TrainingSettings.of(
            Map.of("epochs", 1, "batch", 32, "checkpoint-seconds", 1e-9, "checkpoint-every", 0));
    trainer(directory).settings(often).build().train(Toy.vae(1));

    // Four steps an epoch: none at its end, since checkpoint-every is 0.
    assertThat(checkpoints(directory))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("state-000000000002.safetensors", "state-000000000003.safetensors");
  }

  private static Trainer.Builder trainer(Path directory) {
    return Toy.trainer(ENGINE, DATA, SETTINGS).directory(directory);
  }

  private static TrainingSettings constant(int epochs) {
    return TrainingSettings.of(Map.of("batch", 32)).withEpochs(epochs);
  }

  private static Safetensors state(Path directory) {
    return Safetensors.read(checkpoints(directory).get(1));
  }

  /** The older one first. */
  private static List<Path> checkpoints(Path directory) {
    try (Stream<Path> files = Files.list(directory.resolve("checkpoint"))) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
  }

  private static TrainingListener stopAtStep(long step) {
    return new TrainingListener() {
      private long made;

      @Override
      public void step(Progress progress) {
        made = progress.step();
      }

      @Override
      public boolean isStopRequested() {
        return made == step;
      }
    };
  }

  private static List<EpochMetrics> withoutSeconds(List<EpochMetrics> lines) {
    return lines.stream()
        .map(line -> new EpochMetrics(line.epoch(), line.split(), line.terms(), 0))
        .toList();
  }

  private static TrainingListener cutAtStep(long step) {
    return new TrainingListener() {
      @Override
      public void step(Progress progress) {
        if (progress.step() == step) {
          throw new PowerCut();
        }
      }
    };
  }

  private static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
