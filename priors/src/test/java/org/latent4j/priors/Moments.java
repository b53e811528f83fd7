package org.latent4j.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.latent4j.api.tensor.Tensor;

/** Means and variances of draws, held against what they ought to be. */
final class Moments {
  private Moments() {}

  /**
   * Every column's mean and variance lie within five standard errors.
   *
   * @param kurtosis E(z − μ)⁴ / σ⁴ of each column: the variance's standard error is σ² √((kurtosis
   *     − 1) / n)
   */
  static void assertMoments(Tensor draws, double[] means, double[] variances, double[] kurtosis) {
    int n = draws.rows();
    for (int i = 0; i < draws.columns(); i++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < n; row++) {
        sum += draws.at(row, i);
        squares += Math.pow(draws.at(row, i) - means[i], 2);
      }
      assertThat(sum / n)
          .as("mean of column " + i)
          .isCloseTo(means[i], within(5 * Math.sqrt(variances[i] / n)));
      assertThat(squares / n)
          .as("variance of column " + i)
          .isCloseTo(variances[i], within(5 * variances[i] * Math.sqrt((kurtosis[i] - 1) / n)));
    }
  }
}
