package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
  void resumedRunEndsWithTheBitsOfAnUninterruptedOne(String name, LongFunction<Model> make)
      throws IOException {
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
    assertSameRecords(whole, broken);
  }

  /** Four steps an epoch: cut after a step of each kind, the epoch's last one included. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void runCutInTheMiddleOfAnEpochGoesOnInTheMiddle(String name, LongFunction<Model> make)
      throws IOException {
    Path whole = directory.resolve("whole");
    Model uninterrupted = make.apply(1);
    trainer(whole).build().train(uninterrupted);
    for (int cut : new int[] {2, 6, 12, 17}) {
      Path broken = directory.resolve("broken-" + cut);
      TrainingSettings always = with(SETTINGS, 1e-9);
      assertThatThrownBy(
              () ->
                  trainer(broken)
                      .settings(always)
                      .listener(cutAtStep(cut))
                      .build()
                      .train(make.apply(1)))
          .isInstanceOf(PowerCut.class);
      AtomicInteger steps = new AtomicInteger();
      Model resumed = make.apply(2);
      trainer(broken).listener(counting(steps)).build().resume(resumed);

      // What is lost is the step after the last checkpoint.
      assertThat(steps).hasValue(20 - (cut - 1));
      assertThat(Toy.bits(resumed)).isEqualTo(Toy.bits(uninterrupted));
      assertSameRecords(whole, broken);
    }
  }

  @Test
  void trainingStopsWhenItIsAskedToAndGoesOnFromThatStep() throws IOException {
    Path whole = directory.resolve("whole");
    trainer(whole).build().train(Toy.vae(1));
    for (int stop : new int[] {6, 8, 20}) {
      Path folder = directory.resolve("stopped-" + stop);
      AtomicInteger steps = new AtomicInteger();
      TrainingListener listener =
          new TrainingListener() {
            private boolean ended;

            @Override
            public void step(Progress progress) {
              steps.incrementAndGet();
            }

            @Override
            public boolean isStopWanted() {
              assertThat(ended).isFalse();
              return steps.get() == stop;
            }

            @Override
            public void stepsEnded() {
              ended = true;
            }
          };
      Trainer trainer = trainer(folder).listener(listener).build();
      if (stop < 20) {
        assertThatThrownBy(() -> trainer.train(Toy.vae(1)))
            .isInstanceOf(TrainingStoppedException.class)
            .hasMessageContainingAll(
                stop == 6 ? "minibatch 2 of epoch 2, step 6" : "after epoch 2, step 8",
                "as was asked for",
                folder.toString());
        assertThat(steps).hasValue(stop);
        trainer(folder).listener(counting(steps)).build().resume(Toy.vae(1));
      } else {
        trainer.train(Toy.vae(1)); // the end was reached
      }
      assertThat(steps).hasValue(20);
      assertSameRecords(whole, folder);
    }
  }

  @Test
  void lastTwoCheckpointsAreKept() {
    trainer(directory).settings(with(SETTINGS, 1e-9)).build().train(Toy.vae(1));

    assertThat(names(directory.resolve("checkpoint"))).containsExactly("step-19", "step-20");
    assertThat(names(directory.resolve("checkpoint").resolve("step-20")))
        .containsExactly("clock.json", "manifest.json", "metrics.jsonl", "state.safetensors");
  }

  /** Each way in which a file can be damaged, on each file: the checkpoint before it serves. */
  @ParameterizedTest
  @CsvSource({
    "state.safetensors, flip",
    "state.safetensors, cut",
    "state.safetensors, empty",
    "state.safetensors, delete",
    "metrics.jsonl, flip",
    "metrics.jsonl, cut",
    "metrics.jsonl, delete",
    "clock.json, flip",
    "manifest.json, cut",
    "manifest.json, empty",
    "manifest.json, delete"
  })
  void damagedCheckpointIsReportedAndTheOneBeforeItUsed(String file, String damage)
      throws IOException {
    Path whole = directory.resolve("whole");
    Path broken = directory.resolve("broken");
    trainer(whole).build().train(Toy.vae(1));
    assertThatThrownBy(() -> trainer(broken).listener(cutAtStep(18)).build().train(Toy.vae(1)))
        .isInstanceOf(PowerCut.class);
    Path checkpoint = broken.resolve("checkpoint");
    assertThat(names(checkpoint)).containsExactly("step-16", "step-8");
    damage(checkpoint.resolve("step-16").resolve(file), damage);

    List<String> warnings =
        CapturedLog.warnings(
            CheckpointFolder.class, () -> trainer(broken).build().resume(Toy.vae(1)));

    assertThat(warnings).singleElement().asString().contains("step-16", "is damaged", file);
    assertThat(names(checkpoint)).containsExactly("damaged-step-16", "step-16", "step-20");
    assertSameRecords(whole, broken);
  }

  @Test
  void whereNoCheckpointIsWholeThatIsSaid() throws IOException {
    assertThatThrownBy(() -> trainer(directory).listener(cutAtStep(18)).build().train(Toy.vae(1)))
        .isInstanceOf(PowerCut.class);
    Path checkpoint = directory.resolve("checkpoint");
    damage(checkpoint.resolve("step-16").resolve("state.safetensors"), "flip");
    damage(checkpoint.resolve("step-8").resolve("manifest.json"), "cut");

    assertThatThrownBy(() -> trainer(directory).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(
            "no checkpoint in " + checkpoint + " is whole", "step-16", "SHA-256", "step-8");
    assertThat(names(checkpoint)).containsExactly("step-16", "step-8");
  }

  @Test
  void checkpointOfALaterVersionIsRefusedWithWhatCanReadIt() throws IOException {
    trainer(directory).build().train(Toy.vae(1));
    Path manifest = directory.resolve("checkpoint").resolve("step-20").resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"version\" : \"1\"", "\"version\" : \"2\"")
            .replaceFirst("\"latent4j\" : \"[^\"]*\"", "\"latent4j\" : \"9.0\""));

    assertThatThrownBy(() -> trainer(directory).build().resume(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(manifest.toString(), "version 2", "reads version 1");
  }

  private static void damage(Path file, String damage) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "flip" -> {
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case "empty" -> Files.write(file, new byte[0]);
      default -> Files.delete(file);
    }
  }

  /** Metrics, and the last checkpoint's weights, best weights and optimiser states, to the byte. */
  private static void assertSameRecords(Path whole, Path resumed) throws IOException {
    assertThat(withoutSeconds(MetricsLog.read(resumed)))
        .isEqualTo(withoutSeconds(MetricsLog.read(whole)));
    assertThat(last(resumed).resolve("state.safetensors"))
        .hasSameBinaryContentAs(last(whole).resolve("state.safetensors"));
  }

  private static Path last(Path run) {
    return run.resolve("checkpoint").resolve("step-20");
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingSettings with(TrainingSettings s, double checkpointSeconds) {
    return new TrainingSettings(
        s.epochs(),
        s.batch(),
        s.seed(),
        s.validationBatch(),
        s.schedule(),
        s.clipNorm(),
        s.patience(),
        s.restoreBest(),
        s.checkpointEvery(),
        checkpointSeconds);
  }

  private static TrainingListener counting(AtomicInteger steps) {
    return new TrainingListener() {
      @Override
      public void step(Progress progress) {
        steps.incrementAndGet();
      }
    };
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
        .hasMessageContainingAll("there is no checkpoint", directory.toString());
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

  private static Trainer.Builder trainer(Path directory) {
    return Toy.trainer(ENGINE, DATA, SETTINGS).directory(directory);
  }

  private static TrainingSettings constant(int epochs) {
    return TrainingSettings.of(Map.of("batch", 32)).withEpochs(epochs);
  }

  private static Safetensors state(Path directory) {
    return Safetensors.read(last(directory).resolve("state.safetensors"));
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
