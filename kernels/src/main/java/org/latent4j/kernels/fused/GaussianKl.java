package org.latent4j.kernels.fused;

import java.util.Arrays;

/** ½ Σ (μ² + σ²)/s² − ln σ² + ln s² − 1 for each row. */
final class GaussianKl extends Node {
  private final Node mean;
  private final Node logVariance;
  private final double scale;
  private final float[] deviation;

  GaussianKl(Node mean, Node logVariance, double scale) {
    super(mean.tape, mean.rows, 1, true);
    if (mean.vector || !logVariance.sameShapeAs(mean)) {
      throw new IllegalArgumentException(
          "divergence of a Gaussian of mean "
              + Arrays.toString(mean.shape())
              + " and log variance "
              + Arrays.toString(logVariance.shape())
              + "; both must be matrices of the same shape");
    }
    this.mean = mean;
    this.logVariance = logVariance;
    this.scale = scale;
    this.deviation = logVariance.deviations();
    int d = mean.columns;
    double inverse = 1 / (scale * scale);
    double constant = d * (2 * Math.log(scale) - 1);
    for (int row = 0; row < rows; row++) {
      double sum = constant;
      for (int i = row * d; i < (row + 1) * d; i++) {
        double m = mean.data[i];
        double s = deviation[i];
        sum += (m * m + s * s) * inverse - logVariance.data[i];
      }
      data[row] = (float) (0.5 * sum);
    }
  }

  @Override
  boolean inputsWanted() {
    return mean.wanted || logVariance.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    int d = mean.columns;
    float inverse = (float) (1 / (scale * scale));
    if (mean.wanted) {
      float[] dm = mean.gradientToAddTo();
      for (int row = 0; row < rows; row++) {
        for (int i = row * d; i < (row + 1) * d; i++) {
          dm[i] += dy[row] * mean.data[i] * inverse;
        }
      }
    }
    if (logVariance.wanted) {
      float[] dv = logVariance.gradientToAddTo();
      for (int row = 0; row < rows; row++) {
        for (int i = row * d; i < (row + 1) * d; i++) {
          dv[i] += 0.5f * dy[row] * (deviation[i] * deviation[i] * inverse - 1);
        }
      }
    }
  }
}
