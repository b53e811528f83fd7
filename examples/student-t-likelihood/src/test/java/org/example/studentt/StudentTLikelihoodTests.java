package org.example.studentt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.testkit.LikelihoodContract;

/** The contract's tests come with the interface; what is particular to this likelihood is below. */
class StudentTLikelihoodTests implements LikelihoodContract {
  @Override
  public Likelihood likelihood() {
    return likelihood(3, 7, 0.5);
  }

  private static StudentTLikelihood likelihood(int features, int nu, double scale) {
    Tensor logScale = Tensor.of(new float[] {(float) Math.log(scale)}, 1);
    return new StudentTLikelihood(
        features, nu, Parameter.trainable("likelihood.log-scale", logScale));
  }

  private static double logDensity(Likelihood likelihood, float location, float x) {
    try (Engine engine = Nd4jEngine.create(Precision.DOUBLE);
        Tape tape = engine.newTape()) {
      Tensor outputs = Tensor.of(new float[] {location}, 1, 1);
      Tensor value = Tensor.of(new float[] {x}, 1, 1);
      return likelihood.logDensity(tape.constant(outputs), tape.constant(value)).item();
    }
  }

  /** Expected: scipy.stats.t.logpdf(x, ν, loc=μ, scale=s), SciPy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    // ν, s, μ, x, ln p
    "5, 1, 0, 0, -0.9686195890547242",
    "5, 1, 0, 2.5, -3.4014102377037103",
    "2, 0.5, -1.25, 3, -5.768009485964268",
    "5, 2, 1.5, -40, -15.06336792990858",
    "30, 0.125, 0.25, 0.5, -0.7878574994861052",
    "1000, 1, 0, 1, -1.4194384498716939",
  })
  void densityAgreesWithScipy(int nu, double scale, float location, float x, double expected) {
    // The scale is held as the float ln s: half an ulp of it, times the slope of at most ν.
    double tolerance = 1e-12 + nu * 0.5 * Math.ulp((float) Math.log(scale));
    assertThat(logDensity(likelihood(1, nu, scale), location, x))
        .isCloseTo(expected, within(tolerance));
  }

  @Test
  void outlierCostsLessThanUnderAGaussian() {
    double far = logDensity(likelihood(1, 3, 1), 0, 20);
    assertThat(far).isGreaterThan(-0.5 * 20 * 20);
  }
}
