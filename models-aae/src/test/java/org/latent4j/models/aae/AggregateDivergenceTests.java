package org.latent4j.models.aae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.priors.LaplacePrior;
import org.latent4j.priors.StandardNormalPrior;

class AggregateDivergenceTests {
  private static final int REPLICATES = 20;
  private static final int DRAWS = 500;
  private static final Engine ENGINE = FusedEngine.create(1);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  /** The value of the formula with SciPy 1.17.1 (cKDTree) on the same points. */
  @Test
  void distancesAreThoseToFifthNeighbours() {
    Tensor points = Tensor.zeros(12, 2);
    for (int i = 0; i < points.size(); i++) {
      points.data()[i] = (float) Math.sin(3 * (i / 2) + 1 + 5 * (i % 2));
    }

    // Distances are computed in float: 2⁻²⁴ relative in each of a dozen operations, d = 2.
    assertThat(AggregateDivergence.logDistances(points))
        .isCloseTo(0.21894655605207855, within(2 * 12 * 6e-8));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "1, 1, 0.5", "2, 1, 0.5", "8, 0.3, 1.5", "20, 0, 1", "20, 0.5, 1.83"})
  void meanEstimateForGaussiansIsTheirDivergence(int latent, double mean, double deviation) {
    double[] estimates = new double[REPLICATES];
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      RandomStream random = RandomStreams.seeded(100 + replicate);
      Tensor codes = random.split("codes").gaussian(DRAWS, latent);
      for (int i = 0; i < codes.size(); i++) {
        codes.data()[i] = (float) (mean + deviation * codes.data()[i]);
      }
      estimates[replicate] = estimate(codes, StandardNormalPrior.of(latent), random.split("prior"));
    }

    // KL(N(μ, σ²) ‖ N(0, 1)) a dimension
    double divergence =
        latent * 0.5 * (mean * mean + deviation * deviation - 2 * Math.log(deviation) - 1);
    assertMeanIs(divergence, estimates);
  }

  @Test
  void anyPriorWillDo() {
    double[] estimates = new double[REPLICATES];
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      RandomStream random = RandomStreams.seeded(200 + replicate);
      Prior wide = LaplacePrior.of(3, 2);
      estimates[replicate] =
          estimate(
              wide.sample(random.split("codes"), DRAWS),
              LaplacePrior.of(3, 1),
              random.split("prior"));
    }

    // KL(Laplace(2) ‖ Laplace(1)) = 2/1 − 1 − ln 2/1 a dimension
    assertMeanIs(3 * (1 - Math.log(2)), estimates);
  }

  /** Within four standard errors of the mean. */
  private static void assertMeanIs(double expected, double[] estimates) {
    double sum = 0;
    double squares = 0;
    for (double estimate : estimates) {
      sum += estimate;
      squares += estimate * estimate;
    }
    double mean = sum / estimates.length;
    double variance = (squares / estimates.length - mean * mean) / (estimates.length - 1);
    assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(variance)));
  }

  @Test
  void coincidingCodesAreFarFromEveryDensity() {
    // ρ of the draws is of the order of 1, that of the codes the least that counts: 4 ln 10⁶ = 55.
    assertThat(estimate(Tensor.zeros(100, 4), StandardNormalPrior.of(4), RandomStreams.seeded(1)))
        .isBetween(40.0, 70.0);
  }

  @Test
  void twoCodesAreEnoughAndOneIsNot() {
    Tensor codes = RandomStreams.seeded(1).gaussian(2, 3);
    StandardNormalPrior prior = StandardNormalPrior.of(3);

    assertThat(estimate(codes, prior, RandomStreams.seeded(2))).isFinite();
    assertThatThrownBy(() -> estimate(codes.copyOfRows(0, 1), prior, RandomStreams.seeded(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double estimate(Tensor codes, Prior prior, RandomStream random) {
    try (Tape tape = ENGINE.newTape()) {
      return AggregateDivergence.estimate(tape.constant(codes), prior, random);
    }
  }
}
