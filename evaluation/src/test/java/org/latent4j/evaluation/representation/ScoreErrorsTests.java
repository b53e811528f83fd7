package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.SampleMean;
import org.latent4j.kernels.RandomStreams;

/** Standard errors are as large as values scatter if all is drawn anew. */
class ScoreErrorsTests {
  private static final int SETS = 30;

  private static final RepresentationSettings SETTINGS =
      new RepresentationSettings(200, 400, 200, 8, 5, 0.05, 3);

  /**
   * The deviation of 30 values is 0.61 to 1.42 times the true one with 99.8 % (χ² with 29 degrees
   * of freedom, from 10.98 to 58.31). Halves have the error of the whole up to terms that vanish
   * with more examples; with so few it is allowed to be a tenth too small or a half too large.
   */
  @Test
  void errorsAreAsLargeAsTheScatter() {
    RepresentationSettings.published().estimators(noisy(10, RandomStreams.seeded(1))).stream()
        .flatMap(estimator -> estimator.metrics().stream())
        .forEach(
            metric ->
                assertThat(errorOverScatter(metric)).as(metric).isBetween(0.9 / 1.42, 1.5 / 0.61));
  }

  /** The root mean square of the errors stated, over the deviation of the values. */
  private static double errorOverScatter(String metric) {
    RandomStream random = RandomStreams.seeded(1);
    SampleMean values = new SampleMean();
    SampleMean squares = new SampleMean();
    for (int set = 0; set < SETS; set++) {
      Estimator estimator =
          SETTINGS.estimators(noisy(200, random)).stream()
              .filter(each -> each.metrics().contains(metric))
              .findFirst()
              .orElseThrow();
      Estimate estimate = noisy(600, random).estimate(estimator, set);
      values.add(estimate.value().orElseThrow());
      squares.add(Math.pow(estimate.standardError().orElseThrow(), 2));
    }
    return Math.sqrt(squares.mean() / values.variance());
  }

  private static KnownCodes noisy(int size, RandomStream random) {
    int[][] v = KnownCodes.independent(size, random, 3, 4);
    return KnownCodes.of(
        v,
        row -> v[0][row] + 0.3 * v[1][row] + 0.7 * random.nextGaussian(),
        row -> v[1][row] - 0.3 * v[0][row] + 0.7 * random.nextGaussian(),
        row -> v[0][row] + 2 * random.nextGaussian());
  }
}
