package org.latent4j.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.evaluation.LinearGaussian;
import org.latent4j.evaluation.RowsData;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

class ParzenWindowTests {
  private static final int N = 500;
  private static final RowsData TEST = LinearGaussian.data(N, RandomStreams.seeded(1));
  private static final RowsData VALIDATION = LinearGaussian.data(N, RandomStreams.seeded(3));

  private static Estimate evaluate(ComposedModel model, int samples, RowsData validation) {
    return new Evaluator(Engines.FUSED, 150, List.of(new ParzenWindow(samples, validation, 1_000)))
        .evaluate(model, TEST, RandomStreams.seeded(2))
        .get("parzen");
  }

  /** A model whose samples are all 0. */
  private static ComposedModel point() {
    return ComposedModel.of(
        x -> new PointPosterior(x.columns(0, 2)),
        z -> z.matmul(z.tape().constant(Tensor.zeros(2, LinearGaussian.FEATURES))),
        StandardNormalPrior.of(2),
        GaussianLikelihood.unitVariance(LinearGaussian.FEATURES, GaussianMean.IDENTITY));
  }

  private static double squares(Tensor rows, int row) {
    double sum = 0;
    for (int j = 0; j < rows.columns(); j++) {
      sum += (double) rows.at(row, j) * rows.at(row, j);
    }
    return sum;
  }

  @Test
  void oneSampleManyTimesIsANormalOfTheLikeliestWidth() {
    Estimate estimate = evaluate(point(), 300, VALIDATION);
    double variance = 0;
    for (int row = 0; row < N; row++) {
      variance += squares(VALIDATION.rows(), row) / N / LinearGaussian.FEATURES;
    }
    double expected = -0.5 * LinearGaussian.FEATURES * Math.log(2 * Math.PI * variance);
    for (int row = 0; row < N; row++) {
      expected -= squares(TEST.rows(), row) / (2 * variance) / N;
    }
    // Squared distances of some 20 are good to 1e-6 of them.
    assertThat((double) estimate.settings().get("sigma"))
        .isCloseTo(Math.sqrt(variance), within(1e-5));
    assertThat(estimate.value().orElseThrow()).isCloseTo(expected, within(1e-4));
  }

  /** ln N(x; b, W Wᵀ + σ² I), from the covariance's eigenvectors wₖ, averaged. */
  private static double smoothed(double sigma) {
    double variance = sigma * sigma;
    double sum = 0;
    for (int row = 0; row < N; row++) {
      double quadratic = LinearGaussian.squaredNorm(TEST.rows(), row) / variance;
      double logDeterminant = LinearGaussian.FEATURES * Math.log(2 * Math.PI * variance);
      for (int k = 0; k < LinearGaussian.LATENT; k++) {
        double length = LinearGaussian.squaredLength(k);
        double projection = LinearGaussian.projection(TEST.rows(), row, k);
        quadratic += projection * projection / length * (1 / (variance + length) - 1 / variance);
        logDeterminant += Math.log((variance + length) / variance);
      }
      sum -= 0.5 * (quadratic + logDeterminant);
    }
    return sum / N;
  }

  /**
   * With S samples the estimate of a density scatters by E k²/p² − 1 over S, where k is the window;
   * averaged over x that is Π 1/σₖ² − 1, with σₖ² the posterior variances at this width. Half of it
   * is missing from the mean logarithm, and the mean over N examples scatters by its root over √N.
   */
  @Test
  void manySamplesGiveTheModelsDensityWithTheWindowsWidth() {
    int samples = 10_000;
    Estimate estimate = evaluate(LinearGaussian.model(0), samples, VALIDATION);
    double sigma = (double) estimate.settings().get("sigma");
    double scatter = 1;
    for (int k = 0; k < LinearGaussian.LATENT; k++) {
      scatter *= 1 + LinearGaussian.squaredLength(k) / (sigma * sigma);
    }
    scatter = (scatter - 1) / samples;
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(smoothed(sigma) - scatter / 2, within(scatter / 2 + 5 * Math.sqrt(scatter / N)));
    // The data has variance 0.5 around the model's means. One step of the grid is 7 %, and of 500
    // examples ln σ is known to 1 / √(2 · 3 · 500), from the three dimensions without W.
    assertThat(Math.log(sigma))
        .isCloseTo(0.5 * Math.log(0.5), within(0.07 + 5 / Math.sqrt(2.0 * 3 * N)));
  }

  @Test
  void saysWhatItIsWorth() {
    Estimate estimate = evaluate(LinearGaussian.model(0), 100, VALIDATION);
    assertThat((String) estimate.settings().get("note")).contains("wrongly");
    assertThat(estimate.settings())
        .containsEntry("samples", 100)
        .containsEntry("validation_examples", N);
    assertThat(estimate.standardError()).isPresent();
  }

  @Test
  void noValidationExamplesGiveNoNumber() {
    Estimate estimate =
        evaluate(
            LinearGaussian.model(0), 100, new RowsData(Tensor.zeros(0, LinearGaussian.FEATURES)));
    assertThat(estimate.reason().orElseThrow()).contains("validation");
  }

  @Test
  void samplesThatAreTheValidationExamplesHaveNoWidth() {
    Estimate estimate =
        evaluate(point(), 100, new RowsData(Tensor.zeros(10, LinearGaussian.FEATURES)));
    assertThat(estimate.reason().orElseThrow()).contains("no width");
  }

  @Test
  void countsThatMakeNoSenseAreAnError() {
    assertThatThrownBy(() -> new ParzenWindow(0, VALIDATION, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ParzenWindow(10, VALIDATION, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
