package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.models.betavae.BetaSchedule;
import org.latent4j.models.betavae.RateCapacity;
import org.latent4j.models.betavae.WeightedRate;

class ProspectsTests {
  private static final Engine ENGINE = FusedEngine.create(1);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static List<String> of(Map<String, Object> settings, int examples) {
    return Prospects.of(TrainingSettings.of(settings), examples, Toy.vae(1));
  }

  private static Model rising(double epochs) {
    return Toy.betaVae(1, Toy.NETWORK, new WeightedRate(new BetaSchedule.WarmUp(4, epochs)));
  }

  @ParameterizedTest
  @CsvSource({
    // examples, batch, epochs; steps that makes; what is advised
    "200, 128, 20, 40 steps in all, --batch 32 --epochs 150",
    "1024, 128, 2, 16 steps in all, --epochs 150",
    "30, 128, 20, 20 steps in all, --batch 8 --epochs 250",
    "3, 128, 1, 1 step in all, --batch 8 --epochs 1000",
    "60000, 50000, 20, 40 steps in all, --batch 8192 --epochs 150"
  })
  void trainingThatIsFarTooShortIsToldHowLongToBe(
      int examples, int batch, int epochs, String steps, String advice) {
    assertThat(of(Map.of("batch", batch, "epochs", epochs), examples))
        .singleElement()
        .asString()
        .startsWith(steps + ", hardly enough to learn anything: try " + advice + " (");
  }

  @Test
  void whatIsAdvisedIsNotWarnedOf() {
    assertThat(of(Map.of("batch", 32, "epochs", 150), 200)).isEmpty();
    assertThat(of(Map.of("batch", 8, "epochs", 1000), 3)).isEmpty();
  }

  @Test
  void trainingOfNoEpochsIsMeantSo() {
    assertThat(of(Map.of("epochs", 0), 200)).isEmpty();
  }

  @Test
  void scheduleOfTheModelThatDoesNotComeToItsEndIsWarnedOf() {
    TrainingSettings settings = TrainingSettings.of(Map.of("epochs", 5, "batch", 32));

    assertThat(Prospects.of(settings, 10_000, rising(10)))
        .singleElement()
        .asString()
        .contains("after 5 epochs β is 2: it rises to 4.0 over 10.0 epochs", "training.epochs");
    assertThat(Prospects.of(settings, 10_000, rising(5))).isEmpty();
    assertThat(
            Prospects.of(
                settings, 10_000, Toy.betaVae(1, Toy.NETWORK, new RateCapacity(100, 25, 10))))
        .singleElement()
        .asString()
        .contains("the capacity is 12.5 nats");
  }

  @Test
  void learningRateThatDoesNotRiseOrFallAsItIsToldIsWarnedOf() {
    assertThat(of(Map.of("epochs", 5, "warm-up-epochs", 6), 10_000))
        .singleElement()
        .asString()
        .contains("rises over 6.0 epochs (training.warm-up-epochs)", "makes 5 (training.epochs)");
    assertThat(of(Map.of("epochs", 5, "warm-up-epochs", 5), 10_000)).isEmpty();
    Map<String, Object> steps =
        Map.of("epochs", 5, "schedule", "step", "milestones", List.of(3, 5, 8));
    assertThat(of(steps, 10_000)).singleElement().asString().contains("at epochs [5.0, 8.0]");
  }

  @Test
  void trainerWarnsBeforeItsFirstStep() {
    Trainer trainer =
        Toy.trainer(
                ENGINE,
                Toy.patterns(100, 40, 10),
                TrainingSettings.of(Map.of("epochs", 2, "batch", 32)))
            .optimizer(Toy.adam(ENGINE, 0.01))
            .build();

    assertThat(CapturedLog.warnings(Prospects.class, () -> trainer.train(rising(4))))
        .satisfiesExactly(
            words -> assertThat(words).startsWith("8 steps in all"),
            words -> assertThat(words).contains("after 2 epochs β is 2"));
  }

  /** β has not risen at the first epoch, whose bound may still be the best. */
  @Test
  void bestEpochBeforeTheEndOfAScheduleIsWarnedOf() {
    Trainer trainer =
        Toy.trainer(
                ENGINE,
                Toy.patterns(100, 40, 10),
                TrainingSettings.of(Map.of("epochs", 4, "batch", 32)))
            // It destroys what the first epoch leaves.
            .optimizer(Toy.adam(ENGINE, 3))
            .build();

    TrainingResult[] result = new TrainingResult[1];
    List<String> warnings =
        CapturedLog.warnings(TrainingRun.class, () -> result[0] = trainer.train(rising(4)));

    int best = result[0].best().orElseThrow().epoch();
    assertThat(best).isLessThan(4);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("weights of epoch " + best, "β is " + best + ":", "restore-best=false");
  }
}
