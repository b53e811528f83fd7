package org.latent4j.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.GradientCheck;
import org.latent4j.testkit.PriorContract;

class StandardNormalPriorTests implements PriorContract {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final Tensor Z = Tensor.of(new float[] {0.5f, -2, 0, 3, 1.25f, -0.125f}, 2, 3);
  private static final Tensor MEAN = Tensor.of(new float[] {0, 1, -2.5f, 0.25f, -0.125f, 6}, 2, 3);
  private static final Tensor LOG_VARIANCE = Tensor.of(new float[] {0, -2, 1, -6, 0.5f, -1}, 2, 3);

  private static double[] logDensity(StandardNormalPrior prior) {
    try (Tape tape = ENGINE.newTape()) {
      return prior.logDensity(tape.constant(Z)).toDoubles();
    }
  }

  private static double[] kl(StandardNormalPrior prior, Tensor mean, Tensor logVariance) {
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q = new DiagonalGaussian(tape.constant(mean), tape.constant(logVariance));
      return prior.klFrom(q).orElseThrow().toDoubles();
    }
  }

  private static void assertClose(double[] found, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-14 * Math.abs(expected[i])));
    }
  }

  @Override
  public Prior prior(int latent) {
    return StandardNormalPrior.of(latent, 1.5);
  }

  // scipy.stats.norm.logpdf(z, 0, scale).sum(1), SciPy 1.17.1
  @Test
  void logDensityAgreesWithScipy() {
    assertClose(logDensity(StandardNormalPrior.of(3)), -4.8818155996140185, -8.045878099614017);
    assertClose(logDensity(StandardNormalPrior.of(3, 2.5)), -5.845687795236483, -6.351937795236483);
  }

  // ½ (tr(Σ₁⁻¹Σ₀) + (μ₁−μ₀)ᵀΣ₁⁻¹(μ₁−μ₀) − k + ln(det Σ₁ / det Σ₀)) with full matrices, NumPy 2.4.6,
  // after turning q by a random rotation: the prior looks the same from all sides.
  @Test
  void klAgreesWithTheFormulaForFullCovariances() {
    assertClose(
        kl(StandardNormalPrior.of(3), MEAN, LOG_VARIANCE), 4.551808555847829, 20.798602232024123);
    assertClose(
        kl(StandardNormalPrior.of(3, 2.5), MEAN, LOG_VARIANCE),
        2.6371615645581183,
        7.5466485527463245);
  }

  @Test
  void klToItselfIsZero() {
    assertThat(kl(StandardNormalPrior.of(3), Tensor.zeros(2, 3), Tensor.zeros(2, 3)))
        .containsExactly(0, 0);
    // s = 2, exactly: ln s² as a float is not, so what is left is its rounding.
    float[] same = new float[3];
    Arrays.fill(same, (float) Math.log(4));
    double[] found = kl(StandardNormalPrior.of(3, 2), Tensor.zeros(1, 3), Tensor.of(same, 1, 3));
    assertThat(found[0]).isCloseTo(0, within(1e-13));
  }

  // z = μ + σ ε: with the noise held still, a draw is a smooth function of μ and ln σ².
  @Test
  void gradientsThroughAReparameterisedDrawAgreeWithDifferences() {
    StandardNormalPrior prior = StandardNormalPrior.of(3);
    Parameter mean = Parameter.trainable("mean", MEAN.copy());
    Parameter logVariance = Parameter.trainable("log-variance", LOG_VARIANCE.copy());
    GradientCheck.of(
        tape -> {
          DiagonalGaussian q =
              new DiagonalGaussian(tape.parameter(mean), tape.parameter(logVariance));
          return prior.logDensity(q.sample(RandomStreams.seeded(2))).sum();
        },
        mean,
        logVariance);
  }

  @Test
  void drawsHaveTheScale() {
    Tensor draws = StandardNormalPrior.of(2, 5).sample(RandomStreams.seeded(1), 20_000);
    Moments.assertMoments(draws, new double[] {0, 0}, new double[] {25, 25}, new double[] {3, 3});
    draws = StandardNormalPrior.of(2).sample(RandomStreams.seeded(1), 20_000);
    Moments.assertMoments(draws, new double[] {0, 0}, new double[] {1, 1}, new double[] {3, 3});
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> StandardNormalPrior.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> StandardNormalPrior.of(2, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> StandardNormalPrior.of(2, Double.NaN));
  }
}
