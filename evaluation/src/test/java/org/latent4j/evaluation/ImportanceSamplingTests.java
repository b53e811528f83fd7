package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.kernels.RandomStreams;

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
    ComposedModel exact = LinearGaussian.model(0);
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
