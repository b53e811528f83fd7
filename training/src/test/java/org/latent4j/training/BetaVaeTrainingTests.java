package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.models.betavae.BetaSchedule;
import org.latent4j.models.betavae.BetaVae;
import org.latent4j.models.betavae.RateCapacity;
import org.latent4j.models.betavae.RateConstraint;
import org.latent4j.models.betavae.WeightedRate;
import org.latent4j.models.vae.Vae;
import org.latent4j.networks.MlpSettings;

/** What the theory says of β, held against whole trainings. */
class BetaVaeTrainingTests {
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final DataSplits DATA = Toy.patterns(256, 64, 10);
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(Map.of("epochs", 60, "batch", 64, "restore-best", false));

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @Test
  void betaOfOneIsTheVaeToTheLastBit() {
    MlpSettings network = MlpSettings.hidden(16, 8).withDropout(0.1);
    Vae vae = Toy.vae(1, network);
    BetaVae betaVae = Toy.betaVae(1, network, weighted(1));
    TrainingSettings settings = SETTINGS.withEpochs(3);
    TrainingResult ofVae = Toy.trainer(ENGINE, DATA, settings).build().train(vae);
    TrainingResult ofBetaVae = Toy.trainer(ENGINE, DATA, settings).build().train(betaVae);

    assertThat(Toy.bits(betaVae)).isEqualTo(Toy.bits(vae));
    assertThat(ofBetaVae.best()).isEqualTo(ofVae.best());
  }

  @Test
  void anotherBetaIsAnotherModel() {
    Vae vae = Toy.vae(1);
    BetaVae betaVae = Toy.betaVae(1, Toy.NETWORK, weighted(1 + Math.ulp(1f)));
    TrainingSettings settings = SETTINGS.withEpochs(3);
    Toy.trainer(ENGINE, DATA, settings).build().train(vae);
    Toy.trainer(ENGINE, DATA, settings).build().train(betaVae);

    assertThat(Toy.bits(betaVae)).isNotEqualTo(Toy.bits(vae));
  }

  @Test
  void distortionRisesAndRateFallsWithBeta() {
    double distortionBefore = 0;
    double rateBefore = Double.POSITIVE_INFINITY;
    for (double beta : new double[] {0.01, 0.3, 1, 3, 30}) {
      EpochMetrics last = lastEpoch(Toy.betaVae(1, Toy.NETWORK, weighted(beta)));

      assertThat(last.terms().get("distortion")).as("β = " + beta).isGreaterThan(distortionBefore);
      assertThat(last.terms().get("rate")).as("β = " + beta).isLessThan(rateBefore);
      assertThat(last.terms().get("beta")).isEqualTo(beta, within(beta * 1e-6));
      distortionBefore = last.terms().get("distortion");
      rateBefore = last.terms().get("rate");
    }
    // β → ∞: the code says nothing, and the decoder's best is each feature's frequency.
    assertThat(rateBefore).isLessThan(0.01);
    assertThat(distortionBefore).isGreaterThan(entropyOfFeatures() - 0.1);
  }

  @Test
  void rateSettlesAtTheCapacity() {
    double capacity = 0.75;
    EpochMetrics last = lastEpoch(Toy.betaVae(1, Toy.NETWORK, new RateCapacity(50, capacity, 20)));

    assertThat(last.terms().get("capacity")).isEqualTo(capacity, within(1e-6));
    // |KL − C| has slope γ to either side of C, so that a step of the optimiser, and the batch's
    // noise, is what remains.
    assertThat(last.terms().get("rate")).isCloseTo(capacity, within(0.1));
  }

  @Test
  void rateSettlesAtTheLimitWhereTheConstraintIsActive() {
    double limit = 0.5;
    double step = 0.05;
    RateConstraint constraint = new RateConstraint(limit, step, 0, 1);
    BetaVae model = Toy.betaVae(1, Toy.NETWORK, constraint);
    List<Double> multipliers = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
            multipliers.add(constraint.multiplier());
            rates.add(train.terms().get("rate"));
          }
        };
    Toy.trainer(ENGINE, DATA, SETTINGS.withEpochs(200)).listener(listener).build().train(model);

    assertThat(multipliers).allMatch(multiplier -> multiplier > 0);
    // The multiplier is the sum of all excesses, so its drift over the second half is the mean
    // excess of that half: 100 epochs of 4 steps. It is kept as a float near 1: 400 roundings.
    double drift = multipliers.get(199) - multipliers.get(99);
    double meanRate = rates.subList(100, 200).stream().mapToDouble(r -> r).average().orElseThrow();
    assertThat(meanRate - limit).isCloseTo(drift / (step * 400), within(400 * 1e-6 / (step * 400)));
    assertThat(meanRate).isCloseTo(limit, within(0.02 * limit));
  }

  @Test
  void multiplierVanishesWhereTheConstraintIsSlack() {
    RateConstraint constraint = new RateConstraint(100, 0.01, 0.9, 1);
    BetaVae model = Toy.betaVae(1, Toy.NETWORK, constraint);
    EpochMetrics last = lastEpoch(model);

    assertThat(constraint.multiplier()).isZero();
    assertThat(last.terms().get("multiplier")).isZero();
    assertThat(last.terms().get("rate")).isLessThan(100);
    // With no price on the rate the objective is the distortion alone.
    assertThat(last.objective()).isCloseTo(last.terms().get("distortion"), within(1e-5));
  }

  private static WeightedRate weighted(double beta) {
    return new WeightedRate(new BetaSchedule.Constant(beta));
  }

  /** The training split's metrics after {@link #SETTINGS}. */
  private static EpochMetrics lastEpoch(Model model) {
    TrainingResult result = Toy.trainer(ENGINE, DATA, SETTINGS).build().train(model);
    List<EpochMetrics> history = result.history();
    return history.get(history.size() - 2);
  }

  /** The distortion of the best decoder that knows nothing of the code, in nats. */
  private static double entropyOfFeatures() {
    int n = DATA.train().size();
    Tensor all = Tensor.zeros(n, Toy.FEATURES);
    int[] rows = IntStream.range(0, n).toArray();
    DATA.train().read(rows, 0, n, all, RandomStreams.seeded(1));
    double entropy = 0;
    for (int j = 0; j < Toy.FEATURES; j++) {
      double on = 0;
      for (int i = 0; i < n; i++) {
        on += all.at(i, j) / n;
      }
      entropy -= on * Math.log(on) + (1 - on) * Math.log(1 - on);
    }
    return entropy;
  }
}
