package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.LaplacePrior;
import org.latent4j.priors.StandardNormalPrior;

class MaximumMeanDiscrepancyTests {
  private static final int REPEATS = 300;
  private static final double C = 4;

  private static Estimate between(Tensor xs, Tensor ys, double bandwidth) {
    try (Tape tape = Engines.FUSED.newTape()) {
      return MaximumMeanDiscrepancy.between(tape, xs, ys, bandwidth, Map.of());
    }
  }

  private static Tensor normal(RandomStream random, int n, int d, double shift) {
    Tensor draws = random.gaussian(n, d);
    for (int i = 0; i < draws.size(); i++) {
      draws.data()[i] += (float) shift;
    }
    return draws;
  }

  private static double kernel(Tensor a, int i, Tensor b, int j, double c) {
    double squares = 0;
    for (int k = 0; k < a.columns(); k++) {
      double difference = (double) a.at(i, k) - b.at(j, k);
      squares += difference * difference;
    }
    return c / (c + squares);
  }

  @Test
  void isTheFormulaOverAllPairs() {
    // More rows than a block has.
    int n = 300;
    Tensor xs = normal(RandomStreams.seeded(1), n, 3, 0.4);
    Tensor ys = normal(RandomStreams.seeded(2), n, 3, 0);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          sum +=
              kernel(xs, i, xs, j, 6)
                  + kernel(ys, i, ys, j, 6)
                  - kernel(xs, i, ys, j, 6)
                  - kernel(xs, j, ys, i, 6);
        }
      }
    }
    // Each of the four kernels is rounded to 2^-24, at random.
    assertThat(between(xs, ys, 6).value().orElseThrow()).isCloseTo(sum / n / (n - 1), within(1e-6));
  }

  /** Estimates from repeated samples of two dimensions, and their standard errors' mean square. */
  private record Repeated(SampleMean estimates, SampleMean squaredErrors) {
    static Repeated of(double shift) {
      Repeated repeated = new Repeated(new SampleMean(), new SampleMean());
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        RandomStream random = RandomStreams.seeded(7).split(repeat);
        Tensor xs = normal(random.split("x"), 64, 2, shift);
        Estimate estimate = between(xs, normal(random.split("y"), 64, 2, 0), C);
        repeated.estimates.add(estimate.value().orElseThrow());
        repeated.squaredErrors.add(Math.pow(estimate.standardError().orElseThrow(), 2));
      }
      return repeated;
    }

    /** Reported over true standard error. */
    double ratio() {
      return Math.sqrt(squaredErrors.mean() / estimates.variance());
    }
  }

  /** E k(a, b) for a − b ~ N((shift, shift), 2 I), by quadrature over eight deviations. */
  private static double expectedKernel(double shift) {
    double step = 0.05;
    double sum = 0;
    for (double u = -12; u <= 12; u += step) {
      for (double v = -12; v <= 12; v += step) {
        double density = Math.exp(-(u * u + v * v) / 4) / (4 * Math.PI);
        double distance = (u + shift) * (u + shift) + (v + shift) * (v + shift);
        sum += density * C / (C + distance) * step * step;
      }
    }
    return sum;
  }

  @Test
  void isUnbiasedAndZeroOnAverageBetweenSamplesOfOneDistribution() {
    Repeated repeated = Repeated.of(0);
    assertThat(repeated.estimates.mean())
        .isCloseTo(0, within(4 * repeated.estimates.standardError()));
    // The deviation of 300 estimates is known to 4 %; the estimated error is cautious by design,
    // for ζ₁, here 0, is never estimated below 0.
    assertThat(repeated.ratio()).isBetween(1 - 4 * 0.04, 1.6);
  }

  @Test
  void isUnbiasedAndItsStandardErrorTrueBetweenDifferentDistributions() {
    double shift = 0.8;
    double truth = 2 * expectedKernel(0) - 2 * expectedKernel(shift);
    Repeated repeated = Repeated.of(shift);
    assertThat(repeated.estimates.mean())
        .isCloseTo(truth, within(4 * repeated.estimates.standardError()));
    assertThat(repeated.ratio()).isBetween(1 - 4 * 0.04, 1 + 4 * 0.04);
  }

  /** The encoder gives the data itself as the code. */
  private static Estimate evaluate(Tensor codes, int examples, boolean laplace) {
    int d = codes.columns();
    ComposedModel model =
        ComposedModel.of(
            PointPosterior::new,
            z -> z,
            laplace ? LaplacePrior.of(d, 1) : StandardNormalPrior.of(d),
            GaussianLikelihood.unitVariance(d, GaussianMean.IDENTITY));
    return new Evaluator(Engines.FUSED, 100, List.of(new MaximumMeanDiscrepancy(examples)))
        .evaluate(model, new RowsData(codes), RandomStreams.seeded(5))
        .get("mmd");
  }

  @Test
  void codesDrawnFromThePriorAreNearIt() {
    Estimate estimate = evaluate(normal(RandomStreams.seeded(6), 1_000, 4, 0), 500, false);
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(0, within(5 * estimate.standardError().orElseThrow()));
  }

  @Test
  void codesAwayFromThePriorAreSeen() {
    Estimate shifted = evaluate(normal(RandomStreams.seeded(6), 1_000, 4, 0.5), 500, false);
    Estimate collapsed = evaluate(Tensor.zeros(1_000, 4), 500, false);
    assertThat(shifted.value().orElseThrow())
        .isGreaterThan(5 * shifted.standardError().orElseThrow());
    assertThat(collapsed.value().orElseThrow())
        .isGreaterThan(5 * collapsed.standardError().orElseThrow());
  }

  /**
   * Where both samples come from one distribution p is one of 1/201, …, 1, all alike: its mean is ½
   * + 1/402 and its deviation 0.29.
   */
  @Test
  void permutationTestGivesEveryLevelAlikeBetweenSamplesOfOneDistribution() {
    SampleMean p = new SampleMean();
    SampleMean small = new SampleMean();
    try (Tape tape = Engines.FUSED.newTape()) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        RandomStream random = RandomStreams.seeded(8).split(repeat);
        Tensor xs = normal(random.split("x"), 30, 2, 0);
        Tensor ys = normal(random.split("y"), 30, 2, 0);
        double found =
            MaximumMeanDiscrepancy.permutationP(tape, xs, ys, C, random.split("permutations"));
        p.add(found);
        small.add(found <= 0.1 ? 1 : 0);
      }
    }
    assertThat(p.mean()).isCloseTo(0.5 + 1 / 402.0, within(4 * 0.29 / Math.sqrt(REPEATS)));
    // 20 of 201 values are at most 0.1.
    assertThat(small.mean()).isCloseTo(20 / 201.0, within(4 * Math.sqrt(0.1 * 0.9 / REPEATS)));
  }

  @Test
  void permutationTestOfFarDistributionsGivesTheLeastPossible() {
    Estimate shifted = evaluate(normal(RandomStreams.seeded(6), 1_000, 4, 0.5), 700, false);
    assertThat(shifted.settings())
        .containsEntry("permutation_p", 1 / 201.0)
        .containsEntry("permutations", 200)
        .containsEntry("permutation_examples", 500);
    Estimate equal = evaluate(normal(RandomStreams.seeded(6), 1_000, 4, 0), 300, false);
    // Once in a hundred seeds it would be less.
    assertThat((double) equal.settings().get("permutation_p")).isGreaterThan(0.01);
    assertThat(equal.settings()).containsEntry("permutation_examples", 300);
  }

  @Test
  void bandwidthIsTheMeanSquaredDistanceUnderThePrior() {
    // 2 d for N(0, I); 4 d s² for the Laplace distribution, whose variance is 2 s².
    Tensor codes = normal(RandomStreams.seeded(6), 100, 4, 0);
    double normal = (double) evaluate(codes, 100, false).settings().get("c");
    double laplace = (double) evaluate(codes, 100, true).settings().get("c");
    // One standard error of 10,000 pairs: Var ‖a − b‖² is 8 d for the normal distribution and
    // 56 d for Laplace's, whose differences have variance 4 and fourth moment 72.
    assertThat(normal).isCloseTo(8, within(5 * Math.sqrt(8 * 4) / 100));
    assertThat(laplace).isCloseTo(16, within(5 * Math.sqrt(56 * 4) / 100));
  }

  @Test
  void tooFewExamplesGiveNoNumber() {
    Estimate estimate = evaluate(Tensor.zeros(3, 2), 500, false);
    assertThat(estimate.value()).isEmpty();
    assertThat(estimate.reason().orElseThrow()).contains("at least 4");
  }
}
