package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

class ImportanceSamplingTests {
  private static final int N = 300;
  // A sum of some ten float terms of size up to 100 is good to a few times 1e-6 of it.
  private static final double ROUNDING = 1e-3;
  private static final RowsData DATA = LinearGaussian.data(N, RandomStreams.seeded(1));

  private static Estimate estimate(ComposedModel model, Estimator estimator) {
    return new Evaluator(Engines.FUSED, 128, List.of(estimator))
        .evaluate(model, DATA, RandomStreams.seeded(2))
        .get(estimator.metrics().get(0));
  }

  private static double negativeLogLikelihood() {
    return -LinearGaussian.meanLogDensity(DATA);
  }

  private static ComposedModel deterministic() {
    return deterministic(0);
  }

  /** Codes that miss the posterior's mean by a shift. */
  private static ComposedModel deterministic(double shift) {
    ComposedModel exact = LinearGaussian.model(shift);
    return ComposedModel.of(
        x -> new PointPosterior(exact.encoder().encode(x, Mode.EVALUATION).mean()),
        z -> exact.decoder().decode(z, Mode.EVALUATION),
        exact.prior(),
        exact.likelihood());
  }

  @Test
  void withTheExactPosteriorEachWeightIsTheLikelihood() {
    Estimate estimate = estimate(LinearGaussian.model(0), new ImportanceSampling(3));
    assertThat(estimate.value().orElseThrow()).isCloseTo(negativeLogLikelihood(), within(ROUNDING));
    // All weights of an example are the same, to rounding.
    assertThat((double) estimate.settings().get("effective_sample_size_least"))
        .isCloseTo(3, within(ROUNDING));
    assertThat(estimate.settings()).containsEntry("proposal", "q(z|x)");
  }

  @Test
  void withAnotherPosteriorItLiesBetweenTheBoundAndTheLikelihoodAndFallsWithMoreSamples() {
    ComposedModel shifted = LinearGaussian.model(0.25);
    double elbo = estimate(shifted, new EvidenceLowerBound(50)).value().orElseThrow();
    double few = estimate(shifted, new ImportanceSampling(5)).value().orElseThrow();
    double many = estimate(shifted, new ImportanceSampling(2000)).value().orElseThrow();
    // The relative variance of a weight under the shifted posterior is exp(Σ shift²/σₖ²) − 1, here
    // e^{0.0625 · (13 + 3.5)} − 1 = 1.8: the bias is about 1.8 / 2k, and the mean over 300
    // examples scatters by √(1.8 / (300 k)).
    assertThat(few).isLessThan(-elbo).isGreaterThan(many);
    assertThat(many)
        .isCloseTo(
            negativeLogLikelihood(),
            within(1.8 / 4000 + 5 * Math.sqrt(1.8 / (N * 2000)) + ROUNDING));
  }

  @Test
  void aDeterministicCodeIsSpreadByAStatedScale() {
    Estimate estimate = estimate(deterministic(), new ImportanceSampling(2000));
    assertThat(estimate.settings())
        .containsEntry("proposal", "N(code, s² I)")
        .containsKeys("s", "scales", "effective_sample_size_median");
    // With s = 0.5 the weights' relative variance is at most that of a normal proposal of standard
    // deviation 0.5 for posteriors of 0.28 and 0.53: below 2; a narrower one would do worse.
    assertThat(estimate.settings()).containsEntry("s", 0.5);
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(
            negativeLogLikelihood(),
            within(2.0 / 4000 + 5 * Math.sqrt(2.0 / (N * 2000)) + ROUNDING));
  }

  /**
   * The relative variance of weights p(z|x) / N(z; μ + δ, s²), over both dimensions: for each, 1 +
   * variance is ∫ p² / r = s² / (σ √(2s² − σ²)) · exp(δ² / (2s² − σ²)).
   */
  private static double weightVariance(double s, double shift) {
    double product = 1;
    for (int k = 0; k < LinearGaussian.LATENT; k++) {
      double variance = LinearGaussian.posteriorVariance(k);
      double spare = 2 * s * s - variance;
      product *= s * s / Math.sqrt(variance * spare) * Math.exp(shift * shift / spare);
    }
    return product - 1;
  }

  @Test
  void codesFarFromTheirPosteriorsAreSpreadWiderThanThePrior() {
    Estimate estimate = estimate(deterministic(3), new ImportanceSampling(1_000));
    double s = (double) estimate.settings().get("s");
    assertThat(s).isGreaterThan(1);
    assertThat((List<?>) estimate.settings().get("scales")).last().isNotEqualTo(s);
    double variance = weightVariance(s, 3);
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(
            negativeLogLikelihood(),
            within(variance / 2_000 + 5 * Math.sqrt(variance / (N * 1_000)) + ROUNDING));
    // With the widest scale of the first grid the weights scatter 20 times as much.
    assertThat(weightVariance(1, 3)).isGreaterThan(20 * variance);
  }

  /** p(x|z) = N(500 z, 1) and exact codes: posteriors of deviation 0.002. */
  private static ComposedModel sharp() {
    return ComposedModel.of(
        x -> new PointPosterior(x.times(500.0 / 250_001)),
        z -> z.times(500),
        StandardNormalPrior.of(1),
        GaussianLikelihood.fixedVariance(1, GaussianMean.IDENTITY, 1));
  }

  @Test
  void sharpPosteriorsAreMetByScalesBelowTheFirstGrid() {
    RandomStream random = RandomStreams.seeded(1);
    Tensor rows = Tensor.zeros(N, 1);
    double exact = 0;
    for (int i = 0; i < N; i++) {
      float x = (float) (500 * random.nextGaussian() + random.nextGaussian());
      rows.data()[i] = x;
      exact += 0.5 * (x * (double) x / 250_001 + Math.log(2 * Math.PI * 250_001)) / N;
    }
    Estimate estimate =
        new Evaluator(Engines.FUSED, 128, List.of(new ImportanceSampling(500)))
            .evaluate(sharp(), new RowsData(rows), RandomStreams.seeded(2))
            .get("nll_is");
    assertThat(estimate.settings()).containsEntry("s", 0.002);
    // The proposal is the posterior to a part in 500 000, but x and 500 z are floats of up to 2 000
    // with a rounding of 1e-4, and residuals of up to 5 stand beside it.
    assertThat(estimate.value().orElseThrow()).isCloseTo(exact, within(5e-3));
  }

  @Test
  void aScaleAtTheLimitIsWarnedOf() {
    Estimate estimate = estimate(deterministic(20_000), new ImportanceSampling(25));
    assertThat(estimate.settings()).containsEntry("s", 1_000.0);
    assertThat(estimate.settings().get("warning")).asString().contains("widest", "s = 1000");
    assertThat(estimate(deterministic(), new ImportanceSampling(25)).settings())
        .doesNotContainKey("warning");
  }

  @Test
  void aNarrowProposalLooksHealthyButForTheShapeOfItsTail() {
    ComposedModel exact = LinearGaussian.model(0);
    // 0.4 of the posterior's deviation: weights with k = 1 − 0.4² = 0.84 and no variance.
    ComposedModel narrow =
        ComposedModel.of(
            x -> {
              DiagonalGaussian q = (DiagonalGaussian) exact.encoder().encode(x, Mode.EVALUATION);
              return new DiagonalGaussian(q.mean(), q.logVariance().plus(2 * Math.log(0.4)));
            },
            z -> exact.decoder().decode(z, Mode.EVALUATION),
            exact.prior(),
            exact.likelihood());
    Estimate estimate = estimate(narrow, new ImportanceSampling(1_000));
    assertThat((double) estimate.settings().get("effective_sample_size_median")).isGreaterThan(10);
    assertThat((double) estimate.settings().get("pareto_k_median")).isGreaterThan(2.0 / 3);
    assertThat(estimate.settings().get("warning")).asString().contains("Pareto");
    assertThat(estimate(LinearGaussian.model(0.25), new ImportanceSampling(1_000)).settings())
        .doesNotContainKey("warning");
  }

  @Test
  void fewEffectiveSamplesAreWarnedOf() {
    Estimate poor = estimate(LinearGaussian.model(3), new ImportanceSampling(50));
    assertThat(poor.settings().get("warning")).asString().contains("upper bound");
    assertThat(estimate(LinearGaussian.model(0), new ImportanceSampling(50)).settings())
        .doesNotContainKey("warning");
  }

  @Test
  void noSamplesAreRefused() {
    assertThatThrownBy(() -> new ImportanceSampling(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 samples");
  }
}
