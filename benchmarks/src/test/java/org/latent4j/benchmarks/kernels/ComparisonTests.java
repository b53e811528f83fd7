package org.latent4j.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two sides that are timed beside one another must compute the same. */
class ComparisonTests {
  private static final double ROUNDING = Math.ulp(1f);

  /**
   * A sum of n products in single precision errs by at most n roundings of the sum of their
   * magnitudes.
   */
  private static void agree(Parameter ours, INDArray theirs, int terms, double magnitude) {
    double[] expected = theirs.dup('c').data().asDouble();
    float[] values = ours.gradient().data();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i])
          .isCloseTo(expected[i], within(terms * magnitude * terms * ROUNDING));
    }
  }

  @Test
  void denseLayers() {
    DenseLayer layers = new DenseLayer();
    DenseLayer.FusedLayer ours = new DenseLayer.FusedLayer();
    DenseLayer.Nd4jLayer theirs = new DenseLayer.Nd4jLayer();
    try {
      double sum = layers.fusedForwardAndBackward(ours);
      // Added up in single precision over 128 · 400 numbers of about √784 · 0.4.
      double tolerance = DenseLayer.INPUTS * ROUNDING * Math.abs(sum);
      assertThat(layers.nd4jForwardAndBackward(theirs)).isCloseTo(sum, within(tolerance));
      assertThat(layers.fusedForward(ours)).isEqualTo(sum);
      assertThat(layers.nd4jForward(theirs)).isCloseTo(sum, within(tolerance));
      agree(ours.x, theirs.gradientOfX, DenseLayer.OUTPUTS, 1);
      agree(ours.weight, theirs.gradientOfWeight, Comparison.BATCH, 1);
      agree(ours.bias, theirs.gradientOfBias, Comparison.BATCH, 1);
    } finally {
      ours.close();
    }
  }

  @Test
  void bernoulliDensities() {
    BernoulliDensity densities = new BernoulliDensity();
    BernoulliDensity.FusedDensity ours = new BernoulliDensity.FusedDensity();
    BernoulliDensity.Nd4jDensity theirs = new BernoulliDensity.Nd4jDensity();
    try {
      double sum = densities.fused(ours);
      assertThat(densities.nd4j(theirs))
          .isCloseTo(sum, within(BernoulliDensity.FEATURES * ROUNDING * sum));
      agree(ours.logits, theirs.gradient, 8, 1); // about eight roundings of numbers below 1
    } finally {
      ours.close();
    }
  }

  @Test
  void gaussianDivergences() {
    GaussianDivergence divergences = new GaussianDivergence();
    GaussianDivergence.FusedDivergence ours = new GaussianDivergence.FusedDivergence();
    GaussianDivergence.Nd4jDivergence theirs = new GaussianDivergence.Nd4jDivergence();
    try {
      double sum = divergences.fused(ours);
      int terms = Comparison.BATCH * GaussianDivergence.LATENT;
      assertThat(divergences.nd4j(theirs)).isCloseTo(sum, within(terms * ROUNDING * sum));
      agree(ours.mean, theirs.gradientOfMean, 1, 5);
      // ½ (σ² − 1) reaches e⁴ / 2 where ln σ² is 4.
      agree(ours.logVariance, theirs.gradientOfLogVariance, 4, Math.exp(4));
    } finally {
      ours.close();
    }
  }

  @Test
  void adamSteps() {
    AdamStep steps = new AdamStep();
    AdamStep.FusedStep ours = new AdamStep.FusedStep();
    AdamStep.Nd4jStep theirs = new AdamStep.Nd4jStep();
    try {
      for (int i = 0; i < 3; i++) {
        steps.fused(ours);
        steps.nd4j(theirs);
      }
      double[] expected = theirs.weights.data().asDouble();
      float[] gradient = Comparison.normal("gradient", AdamStep.WEIGHTS).data();
      for (int i = 0; i < expected.length; i++) {
        // Weights below 8 are rounded once a step. ND4J adds ε to √v rather than to √v̂, where v is
        // at least (1 − β₂) g²: of a move by the rate, that changes the share ε / √v at most.
        double share = AdamStep.EPSILON / (Math.sqrt(1 - AdamStep.BETA2) * Math.abs(gradient[i]));
        assertThat((double) ours.weights.data()[i])
            .isCloseTo(expected[i], within(3 * (8 * ROUNDING + AdamStep.RATE * share)));
      }
    } finally {
      ours.close();
    }
  }
}
