package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.models.aae.Aae;
import org.latent4j.models.betavae.BetaSchedule;
import org.latent4j.models.betavae.WeightedRate;

class SymptomsTests {
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final DataSplits DATA = Toy.patterns(100, 40, 10);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  /** The warnings of a training in which only some phases move anything. */
  private static List<String> warnings(Model model, Predicate<Phase> moves) {
    Trainer trainer =
        Toy.trainer(ENGINE, DATA, TrainingSettings.of(Map.of("epochs", 60, "batch", 32)))
            .optimizer(phase -> Toy.adam(ENGINE, moves.test(phase) ? 0.01 : 0).create(phase))
            .build();
    return CapturedLog.warnings(Symptoms.class, () -> trainer.train(model));
  }

  private static void fill(Model model, String parameter, float value) {
    Parameter found = model.parameters().find(parameter).orElseThrow();
    Arrays.fill(found.value().data(), value);
  }

  @Test
  void trainingsThatGoWellAreNotWarnedOf() {
    assertThat(warnings(Toy.vae(1), phase -> true)).isEmpty();
    assertThat(warnings(Toy.aae(1, Toy.NETWORK), phase -> true)).isEmpty();
  }

  @Test
  void posteriorCollapseIsWarnedOfOnce() {
    Model model = Toy.betaVae(1, Toy.NETWORK, new WeightedRate(new BetaSchedule.Constant(1000)));

    assertThat(warnings(model, phase -> true))
        .singleElement()
        .asString()
        .contains("posterior collapse: the rate is 0.00", "nats", "model.beta");
  }

  @Test
  void discriminatorThatWinsIsWarnedOf() {
    Aae model = Toy.aae(1, Toy.NETWORK);
    fill(model, "encoder.head.bias", 20); // far from the prior, where the encoder then stays

    assertThat(warnings(model, phase -> phase.name().equals("discriminator")))
        .singleElement()
        .asString()
        .contains("the discriminator wins: its loss is 0.00", "model.discriminator-optimizer");
  }

  @Test
  void discriminatorThatIsBlindIsWarnedOf() {
    Aae model = Toy.aae(1, Toy.NETWORK);
    fill(model, "discriminator.head.weight", 0); // the same answer to all

    assertThat(warnings(model, phase -> phase.name().equals("generator")))
        .singleElement()
        .asString()
        .contains("the discriminator is blind: for 5 epochs exactly half", "model.discriminator");
  }

  /** The game's end: a discriminator that guesses, right by chance more or less than half. */
  @Test
  void lossOfTheLogarithmOfTwoIsNoSymptom() {
    EpochMetrics epoch =
        new EpochMetrics(
            1,
            EpochMetrics.TRAIN,
            Map.of("discriminator_loss", Math.log(2), "discriminator_accuracy", 0.4997),
            1);

    assertThat(
            CapturedLog.warnings(
                Symptoms.class, () -> new Symptoms().look(epoch, Optional.empty())))
        .isEmpty();
  }
}
