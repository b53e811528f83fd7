package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.models.aae.Aae;
import org.latent4j.models.vae.Vae;

class TrainerTests {
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final DataSplits DATA = Toy.patterns(100, 40, 10);
  private static final TrainingSettings SETTINGS =
      TrainingSettings.defaults().withEpochs(3).withBatch(32);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @Test
  void trainingLowersTheObjective() {
    TrainingResult result =
        Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(10)).build().train(Toy.vae(1));

    List<EpochMetrics> train = split(result, EpochMetrics.TRAIN);
    assertThat(train.get(9).objective()).isLessThan(train.get(0).objective() - 0.5);
    assertThat(result.epochs()).isEqualTo(10);
    assertThat(result.steps()).isEqualTo(40);
  }

  @Test
  void termsAddUpToTheBound() {
    TrainingResult result = Toy.trainer(ENGINE, DATA, SETTINGS).build().train(Toy.vae(1));

    for (EpochMetrics metrics : result.history()) {
      assertThat(metrics.terms()).containsOnlyKeys("objective", "elbo", "distortion", "rate");
      // Each is a mean of about 100 numbers near 10, rounded to float: 1 ulp of 10 is 1e-6.
      assertThat(metrics.terms().get("distortion") + metrics.terms().get("rate"))
          .isCloseTo(metrics.objective(), within(1e-5));
      assertThat(-metrics.terms().get("elbo")).isCloseTo(metrics.objective(), within(1e-5));
      assertThat(metrics.seconds()).isPositive();
    }
  }

  @Test
  void sameSeedGivesSameBits() {
    Vae first = Toy.vae(1);
    Vae second = Toy.vae(1);
    Vae other = Toy.vae(1);
    Toy.trainer(ENGINE, DATA, SETTINGS).build().train(first);
    Toy.trainer(ENGINE, DATA, SETTINGS).build().train(second);
    Toy.trainer(ENGINE, DATA, SETTINGS.withSeed(2)).build().train(other);

    assertThat(Toy.bits(second)).isEqualTo(Toy.bits(first));
    assertThat(Toy.bits(other)).isNotEqualTo(Toy.bits(first));
  }

  @Test
  void oneTrainerTrainsSeveralModelsAlike() {
    Trainer trainer = Toy.trainer(ENGINE, DATA, SETTINGS).build();
    Vae first = Toy.vae(1);
    Vae second = Toy.vae(1);
    trainer.train(first);
    trainer.train(Toy.aae(3, Toy.NETWORK));
    trainer.train(second);

    assertThat(Toy.bits(second)).isEqualTo(Toy.bits(first));
  }

  @Test
  void noEpochsLeaveTheModelAsItIs() {
    Vae model = Toy.vae(1);
    List<String> before = Toy.bits(model);
    TrainingResult result = Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(0)).build().train(model);

    assertThat(Toy.bits(model)).isEqualTo(before);
    assertThat(result.epochs()).isZero();
    assertThat(result.best()).isEmpty();
    assertThat(result.history()).isEmpty();
  }

  @Test
  void batchMayBeLargerThanTheData() {
    TrainingResult result =
        Toy.trainer(ENGINE, DATA, SETTINGS.withBatch(1000)).build().train(Toy.vae(1));

    assertThat(result.steps()).isEqualTo(3);
  }

  @Test
  void oneExampleIsEnough() {
    DataSplits single = Toy.patterns(1, 1, 1);
    for (Model model : List.of(Toy.vae(1), Toy.aae(1, Toy.NETWORK))) {
      TrainingResult result = Toy.trainer(ENGINE, single, SETTINGS).build().train(model);

      assertThat(result.steps()).isEqualTo(3);
      assertThat(result.best()).isPresent();
    }
  }

  @Test
  void noExamplesAreRefused() {
    Trainer trainer = Toy.trainer(ENGINE, Toy.patterns(0, 1, 1), SETTINGS).build();

    assertThatThrownBy(() -> trainer.train(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessage("data 'patterns' has no examples to train on");
  }

  @Test
  void withoutValidationTheLastWeightsStay() {
    TrainingResult result =
        Toy.trainer(ENGINE, Toy.patterns(50, 0, 0), SETTINGS).build().train(Toy.vae(1));

    assertThat(result.best()).isEmpty();
    assertThat(split(result, EpochMetrics.VALIDATION)).isEmpty();
    assertThat(result.epochs()).isEqualTo(3);
  }

  @Test
  void patienceWithoutValidationIsRefused() {
    Trainer trainer =
        Toy.trainer(ENGINE, Toy.patterns(50, 0, 0), TrainingSettings.of(Map.of("patience", 2)))
            .build();

    assertThatThrownBy(() -> trainer.train(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("training.patience is 2", "no validation examples");
  }

  @Test
  void eachEpochSeesEveryExampleOnceInAnotherOrder() {
    Tensor values = Tensor.zeros(10, Toy.FEATURES);
    for (int row = 0; row < 10; row++) {
      values.data()[row * Toy.FEATURES] = row / 16f;
    }
    DataSplits rows =
        new DataSplits("rows", Toy.table(values), Toy.table(values), Toy.table(values));
    WatchedModel model = new WatchedModel(Toy.vae(1));
    Toy.trainer(ENGINE, rows, SETTINGS.withEpochs(2).withBatch(4)).build().train(model);

    List<Float> seen = model.firstFeatures();
    assertThat(seen).hasSize(20);
    assertThat(new TreeSet<>(seen.subList(0, 10))).hasSize(10);
    assertThat(new TreeSet<>(seen.subList(10, 20))).hasSize(10);
    assertThat(seen.subList(10, 20)).isNotEqualTo(seen.subList(0, 10));
  }

  @Test
  void phaseMovesOnlyWhatItTrains() {
    for (String moving : List.of("reconstruction", "discriminator", "generator")) {
      Aae model = Toy.aae(1, Toy.NETWORK);
      Snapshot before = new Snapshot(model.parameters());
      Set<String> trained = new TreeSet<>();
      Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(1))
          .optimizer(
              phase -> {
                if (!phase.name().equals(moving)) {
                  return new Standstill();
                }
                phase.trains().forEach(parameter -> trained.add(parameter.name()));
                return Toy.adam(ENGINE, 0.01).create(phase);
              })
          .build()
          .train(model);
      Set<String> moved = new TreeSet<>();
      for (Parameter parameter : model.parameters()) {
        Tensor old = before.values().get(parameter.name());
        if (!Arrays.equals(old.data(), parameter.value().data())) {
          moved.add(parameter.name());
        }
      }

      assertThat(moved).as(moving).isEqualTo(trained);
    }
  }

  @Test
  void termsOfSeveralPhasesStandSideBySide() {
    TrainingResult result =
        Toy.trainer(ENGINE, DATA, SETTINGS).build().train(Toy.aae(1, Toy.NETWORK));

    assertThat(split(result, EpochMetrics.TRAIN).get(0).terms().keySet())
        .containsExactly(
            "reconstruction_objective",
            "distortion",
            "discriminator_objective",
            "discriminator_loss",
            "discriminator_accuracy",
            "generator_objective",
            "generator_loss");
    assertThat(split(result, EpochMetrics.VALIDATION).get(0).terms().keySet())
        .containsExactly("objective", "distortion", "aggregate_kl");
  }

  @Test
  void nonFiniteTermStopsTrainingAndGivesBackTheLastGoodEpoch() {
    Vae model = Toy.vae(1);
    Vae untroubled = Toy.vae(1);
    Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(1)).build().train(untroubled);
    Trainer trainer =
        Toy.trainer(ENGINE, DATA, SETTINGS)
            .optimizer(
                phase ->
                    // Four steps an epoch: the weights go wrong after the sixth.
                    new Poisoned(Toy.adam(ENGINE, 0.01).create(phase), phase.trains(), 6))
            .build();

    assertThatThrownBy(() -> trainer.train(model))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(
            "epoch 2 of 3",
            "at step 7",
            "phase 'elbo'",
            "elbo is NaN",
            "as it was after epoch 1, step 4",
            "there is no checkpoint",
            "optimizer.rate");
    assertThat(Toy.bits(model)).isEqualTo(Toy.bits(untroubled));
  }

  /** A trainer whose weights go wrong after the sixth step, the second one of the second epoch. */
  private static Trainer poisoned(Path directory, double checkpointSeconds) {
    return Toy.trainer(
            ENGINE,
            DATA,
            TrainingSettings.of(
                Map.of("epochs", 3, "batch", 32, "checkpoint-seconds", checkpointSeconds)))
        .optimizer(phase -> new Poisoned(Toy.adam(ENGINE, 0.01).create(phase), phase.trains(), 6))
        .directory(directory)
        .build();
  }

  @Test
  void lastGoodCheckpointIsKeptAndTheRunCanBeEndedThere(@TempDir Path directory) {
    Trainer trainer = poisoned(directory, 0);

    assertThatThrownBy(() -> trainer.train(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(
            "at step 7: phase 'elbo', elbo is NaN",
            "the checkpoint made after epoch 1, step 4 is kept in " + directory,
            "latent4j resume " + directory + " --epochs 1 ends there");

    Vae ended = Toy.vae(2);
    Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(1)).directory(directory).build().resume(ended);
    Vae untroubled = Toy.vae(1);
    Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(1)).build().train(untroubled);
    assertThat(Toy.bits(ended)).isEqualTo(Toy.bits(untroubled));
  }

  @Test
  void weightsThatAreNotFiniteAreNeverWrittenToACheckpoint(@TempDir Path directory) {
    Trainer trainer = poisoned(directory, 1e-9);

    assertThatThrownBy(() -> trainer.train(Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(
            "after step 6: parameter 'encoder",
            "is NaN",
            "the checkpoint made after minibatch 1 of epoch 2, step 5 is kept");
    assertThat(directory.resolve("checkpoint")).isDirectoryContaining("glob:**/step-5");
    assertThat(directory.resolve("checkpoint")).isDirectoryNotContaining("glob:**/step-6");
  }

  @Test
  void nonFiniteWeightsAfterTheLastStepAreNoticed() {
    Vae model = Toy.vae(1);
    List<String> before = Toy.bits(model);
    Trainer trainer =
        Toy.trainer(ENGINE, DATA, SETTINGS)
            .optimizer(
                phase -> new Poisoned(Toy.adam(ENGINE, 0.01).create(phase), phase.trains(), 4))
            .build();

    assertThatThrownBy(() -> trainer.train(model))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("epoch 1 of 3", "parameter 'encoder", "before training");
    assertThat(Toy.bits(model)).isEqualTo(before);
  }

  @Test
  void bestEpochIsRestored() {
    WatchedModel model = new WatchedModel(Toy.vae(1), 5, 3, 4, 3);
    List<List<String>> weights = new ArrayList<>();
    TrainingResult result =
        Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(4))
            .listener(keeping(model, weights))
            .build()
            .train(model);

    assertThat(result.best()).contains(new TrainingResult.Best(2, 3));
    assertThat(Toy.bits(model)).isEqualTo(weights.get(1)).isNotEqualTo(weights.get(3));
  }

  @Test
  void lastEpochStaysWhereTheBestIsNotAskedFor() {
    WatchedModel model = new WatchedModel(Toy.vae(1), 5, 3, 4, 3);
    List<List<String>> weights = new ArrayList<>();
    Toy.trainer(ENGINE, DATA, TrainingSettings.of(Map.of("epochs", 4, "restore-best", false)))
        .listener(keeping(model, weights))
        .build()
        .train(model);

    assertThat(Toy.bits(model)).isEqualTo(weights.get(3));
  }

  @Test
  void trainingStopsWhenPatienceIsAtItsEnd() {
    WatchedModel model = new WatchedModel(Toy.vae(1), 5, 3, 4, 3, 1, 1);
    TrainingResult result =
        Toy.trainer(ENGINE, DATA, TrainingSettings.of(Map.of("epochs", 6, "patience", 2)))
            .build()
            .train(model);

    assertThat(result.stoppedEarly()).isTrue();
    assertThat(result.epochs()).isEqualTo(4);
    assertThat(result.best()).contains(new TrainingResult.Best(2, 3));
  }

  @Test
  void clippingLimitsTheNormOfAllGradientsTogether() {
    List<Double> free = new ArrayList<>();
    List<Double> limited = new ArrayList<>();
    Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(1))
        .optimizer(phase -> new NormKeeper(phase.trains(), free))
        .build()
        .train(Toy.vae(1));
    double limit = free.get(0) / 3;
    Toy.trainer(
            ENGINE, DATA, TrainingSettings.of(Map.of("epochs", 1, "batch", 32, "clip-norm", limit)))
        .optimizer(phase -> new NormKeeper(phase.trains(), limited))
        .build()
        .train(Toy.vae(1));

    // The weights stand still, so the gradients are the same but for the limit. Scaling rounds
    // each number by half an ulp of float, 6e-8 of it.
    for (int step = 0; step < free.size(); step++) {
      double expected = Math.min(limit, free.get(step));
      assertThat(limited.get(step)).isCloseTo(expected, withPercentage(1e-4));
    }
  }

  @Test
  void aStepIsMadeNumberByNumberWhereTheOptimizerOffersItAndNothingIsClipped() {
    assertThat(calls(0)).containsExactly("begin", "begin", "begin");
    assertThat(calls(1e-3)).containsExactly("step", "step", "step");
  }

  /** What is asked of Adam, which offers both ways, in three steps. */
  private static List<String> calls(double clipNorm) {
    List<String> calls = new ArrayList<>();
    Map<String, Object> settings = Map.of("epochs", 1, "batch", 40, "clip-norm", clipNorm);
    Toy.trainer(ENGINE, DATA, TrainingSettings.of(settings))
        .optimizer(phase -> new Listening(Toy.adam(ENGINE, 0.01).create(phase), calls))
        .build()
        .train(Toy.vae(1));
    return calls;
  }

  @Test
  void scheduleScalesTheRate() {
    List<Double> factors = new ArrayList<>();
    TrainingSettings settings =
        TrainingSettings.of(
            Map.of(
                "epochs",
                3,
                "batch",
                50,
                "schedule",
                "step",
                "milestones",
                List.of(1, 2),
                "factor",
                0.5));
    Toy.trainer(ENGINE, DATA, settings)
        .optimizer(
            phase ->
                new Standstill() {
                  @Override
                  public void step(double factor) {
                    factors.add(factor);
                  }
                })
        .build()
        .train(Toy.vae(1));

    assertThat(factors).containsExactly(1.0, 1.0, 0.5, 0.5, 0.25, 0.25);
  }

  @Test
  void listenerHearsOfEveryStepAndEpoch() {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(Progress progress) {
            assertThat(progress.terms())
                .containsOnlyKeys("objective", "elbo", "distortion", "rate");
            heard.add(
                "%d/%d %d/%d"
                    .formatted(
                        progress.epoch(), progress.epochs(), progress.step(), progress.steps()));
          }

          @Override
          public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
            heard.add(train.split() + " and " + validation.orElseThrow().split());
          }
        };
    Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(2).withBatch(50))
        .listener(listener)
        .build()
        .train(Toy.vae(1));

    assertThat(heard)
        .containsExactly(
            "1/2 1/4",
            "1/2 2/4",
            "train and validation",
            "2/2 3/4",
            "2/2 4/4",
            "train and validation");
  }

  @Test
  void builderNamesWhatIsMissing() {
    assertThatThrownBy(() -> Trainer.builder().engine(ENGINE).data(DATA).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("optimizer");
    assertThatThrownBy(
            () ->
                Trainer.builder()
                    .data(DATA)
                    .optimizer(Toy.adam(ENGINE, 1))
                    .random(RandomStreams.seeded(1))
                    .build())
        .hasMessageContaining("engine");
  }

  private static List<EpochMetrics> split(TrainingResult result, String split) {
    return result.history().stream().filter(m -> m.split().equals(split)).toList();
  }

  private static TrainingListener keeping(Model model, List<List<String>> weights) {
    return new TrainingListener() {
      @Override
      public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
        weights.add(Toy.bits(model));
      }
    };
  }

  /** Moves nothing. */
  private static class Standstill implements Optimizer {
    @Override
    public void step(double factor) {}

    @Override
    public long steps() {
      return 0;
    }

    @Override
    public Parameters state() {
      return Parameters.none();
    }

    @Override
    public void resumeAt(long steps) {}
  }

  /** Moves nothing, but keeps the gradients' norms. */
  private static final class NormKeeper extends Standstill {
    private final Parameters parameters;
    private final List<Double> norms;

    NormKeeper(Parameters parameters, List<Double> norms) {
      this.parameters = parameters;
      this.norms = norms;
    }

    @Override
    public void step(double factor) {
      double squares = 0;
      for (Parameter parameter : parameters) {
        for (float g : parameter.gradient().data()) {
          squares += (double) g * g;
        }
      }
      norms.add(Math.sqrt(squares));
    }
  }

  /** Another optimiser, but for what subclasses do themselves. */
  private static class Around extends Standstill {
    final Optimizer optimizer;

    Around(Optimizer optimizer) {
      this.optimizer = optimizer;
    }

    @Override
    public void step(double factor) {
      optimizer.step(factor);
    }

    @Override
    public long steps() {
      return optimizer.steps();
    }

    @Override
    public Parameters state() {
      return optimizer.state();
    }
  }

  /** Keeps a list of what it is asked. */
  private static final class Listening extends Around {
    private final List<String> calls;

    Listening(Optimizer optimizer, List<String> calls) {
      super(optimizer);
      this.calls = calls;
    }

    @Override
    public void step(double factor) {
      calls.add("step");
      super.step(factor);
    }

    @Override
    public Optional<ElementwiseStep> begin(double factor) {
      calls.add("begin");
      return optimizer.begin(factor);
    }
  }

  /** Sound, until at a certain step a weight is no number any more. */
  private static final class Poisoned extends Around {
    private final Parameters parameters;
    private final int step;

    Poisoned(Optimizer sound, Parameters parameters, int step) {
      super(sound);
      this.parameters = parameters;
      this.step = step;
    }

    @Override
    public void step(double factor) {
      super.step(factor);
      if (steps() == step) {
        parameters.asList().get(0).value().data()[0] = Float.NaN;
      }
    }
  }
}
