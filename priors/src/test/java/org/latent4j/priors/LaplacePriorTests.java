package org.latent4j.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.PriorContract;

class LaplacePriorTests implements PriorContract {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final Tensor Z = Tensor.of(new float[] {0.5f, -2, 0, 3, 1.25f, -0.125f}, 2, 3);
  private static final Tensor MEAN = Tensor.of(new float[] {0, 1, -2.5f, 0.25f, -0.125f, 6}, 2, 3);
  private static final Tensor LOG_VARIANCE = Tensor.of(new float[] {0, -2, 1, -6, 0.5f, -1}, 2, 3);

  private final LaplacePrior prior = LaplacePrior.of(3, 0.75);

  @Override
  public Prior prior(int latent) {
    return LaplacePrior.of(latent, 0.75);
  }

  // scipy.stats.laplace.logpdf(z, 0, 0.75).sum(1), SciPy 1.17.1
  @Test
  void logDensityAgreesWithScipy() {
    try (Tape tape = ENGINE.newTape()) {
      double[] found = prior.logDensity(tape.constant(Z)).toDoubles();
      assertThat(found[0]).isCloseTo(-4.549728657657827, within(1e-14));
      assertThat(found[1]).isCloseTo(-7.049728657657826, within(1e-14));
    }
  }

  // ∫ q ln(q/p) by mpmath's quadrature at 30 digits, each coordinate alone, then added.
  @Test
  void klAgreesWithQuadrature() {
    double[] expected = {3.315201658133128, 9.915386209806172};
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q = new DiagonalGaussian(tape.constant(MEAN), tape.constant(LOG_VARIANCE));
      double[] found = prior.klFrom(q).orElseThrow().toDoubles();
      for (int row = 0; row < 2; row++) {
        // the error function's 1.5e-7, times Σ|μ|/b
        double magnitude = 0;
        for (int i = 0; i < 3; i++) {
          magnitude += Math.abs(MEAN.at(row, i)) / 0.75;
        }
        assertThat(found[row]).isCloseTo(expected[row], within(1.5e-7 * magnitude));
      }
    }
  }

  // By the same quadrature, σ = 1: from where the error function is steep to where it is flat.
  @Test
  void klIsGoodToTheErrorFunctionsPrecisionEverywhere() {
    float[] means = {0, 0.25f, 0.5f, 1, 2, 4};
    double[] expected = {
      0.05037265597397878, 0.08344577016637201, 0.1806507279736411,
      0.5420344964706551, 1.675835115215037, 4.319878962259311
    };
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q =
          new DiagonalGaussian(
              tape.constant(Tensor.of(means, 6, 1)), tape.constant(Tensor.zeros(6, 1)));
      double[] found = LaplacePrior.of(1, 0.75).klFrom(q).orElseThrow().toDoubles();
      for (int i = 0; i < means.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1.5e-7 * means[i] / 0.75 + 1e-15));
      }
    }
  }

  @Test
  void drawsHaveVarianceTwiceTheScaleSquared() {
    Tensor draws = LaplacePrior.of(2, 3).sample(RandomStreams.seeded(1), 20_000);
    Moments.assertMoments(draws, new double[] {0, 0}, new double[] {18, 18}, new double[] {6, 6});
  }

  // P(|z| > b ln 2) = ½, which tells the shape from a normal distribution's.
  @Test
  void halfOfTheDrawsAreWithinTheMedian() {
    int n = 20_000;
    Tensor draws = LaplacePrior.of(1, 3).sample(RandomStreams.seeded(1), n);
    int within = 0;
    for (float z : draws.data()) {
      within += Math.abs(z) < 3 * Math.log(2) ? 1 : 0;
    }
    assertThat((double) within / n).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(n)));
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> LaplacePrior.of(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> LaplacePrior.of(2, -1));
  }
}
