package org.latent4j.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Estimate;
import org.latent4j.kernels.RandomStreams;

class FrechetDistanceTests {
  private static final int N = 20_000;

  /** N(mean, diag σ²), turned by 45° in the plane of the first two columns. */
  private static Tensor normal(RandomStream random, double[] mean, double[] deviation) {
    Tensor rows = random.gaussian(N, mean.length);
    double half = Math.sqrt(0.5);
    for (int i = 0; i < N; i++) {
      int at = i * mean.length;
      double a = deviation[0] * rows.data()[at];
      double b = deviation[1] * rows.data()[at + 1];
      rows.data()[at] = (float) (mean[0] + half * (a - b));
      rows.data()[at + 1] = (float) (mean[1] + half * (a + b));
      rows.data()[at + 2] = (float) (mean[2] + deviation[2] * rows.data()[at + 2]);
    }
    return rows;
  }

  @Test
  void itIsThatOfTheNormalDistributionsDrawnFrom() {
    Tensor a = normal(RandomStreams.seeded(1), new double[] {0, 0, 0}, new double[] {1, 2, 1});
    Tensor b = normal(RandomStreams.seeded(2), new double[] {1, 2, 0}, new double[] {3, 1, 0.5});
    Estimate estimate = FrechetDistance.between(a, b, Map.of());
    // Covariances that commute: ‖Δμ‖² + Σ (σ − τ)² = 5 + (4 + 1 + 0.25).
    double error = estimate.standardError().orElseThrow();
    assertThat(error).isLessThan(0.15);
    assertThat(estimate.value().orElseThrow()).isCloseTo(10.25, within(5 * error));
  }

  @Test
  void aSampleIsAtNoDistanceFromItself() {
    Tensor a = normal(RandomStreams.seeded(1), new double[] {1, 0, 0}, new double[] {1, 2, 1});
    // The ridge is 1e-12 of a trace of 6.
    assertThat(FrechetDistance.between(a, a, Map.of()).value().orElseThrow())
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void columnsThatDoNotVaryOrDependOnOthersAreNoObstacle() {
    Tensor a = RandomStreams.seeded(1).gaussian(100, 6);
    Tensor b = Tensor.zeros(100, 6);
    for (int i = 0; i < 100; i++) {
      a.data()[6 * i + 1] = a.data()[6 * i];
      for (int k = 2; k < 6; k++) {
        a.data()[6 * i + k] = 0;
      }
    }
    // Against a point: ‖μ‖² + tr Σ, with a ridge's root of 1e-6 beside it.
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < 100; i++) {
      mean += a.at(i, 0) / 100;
      squares += Math.pow(a.at(i, 0), 2);
    }
    double variance = (squares - 100 * mean * mean) / 99;
    assertThat(FrechetDistance.between(a, b, Map.of()).value().orElseThrow())
        .isCloseTo(2 * mean * mean + 2 * variance, within(1e-4));
  }

  @Test
  void itsStandardErrorIsAsFarAsItScatters() {
    double sum = 0;
    double squares = 0;
    double errors = 0;
    int trials = 30;
    for (int trial = 0; trial < trials; trial++) {
      RandomStream random = RandomStreams.seeded(100 + trial);
      Tensor a = normal(random.split("a"), new double[] {0, 0, 0}, new double[] {1, 1, 1});
      Tensor b = normal(random.split("b"), new double[] {1, 0, 0}, new double[] {1, 1, 1});
      Estimate estimate = FrechetDistance.between(a, b, Map.of());
      sum += estimate.value().orElseThrow();
      squares += Math.pow(estimate.value().orElseThrow(), 2);
      errors += Math.pow(estimate.standardError().orElseThrow(), 2);
    }
    double scatter = Math.sqrt((squares - sum * sum / trials) / (trials - 1));
    // A standard deviation from 30 values is good to 1/√58 = 13 %; a jackknife of ten groups, 30
    // times, to 1/√540 = 4 %.
    assertThat(Math.sqrt(errors / trials) / scatter).isBetween(1 - 4 * 0.14, 1 + 4 * 0.14);
  }
}
