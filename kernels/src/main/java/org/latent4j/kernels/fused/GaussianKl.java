package org.latent4j.kernels.fused;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * ½ Σ (μ² + σ²)/s² − ln σ² + ln s² − 1 for each row. Where N(μ, σ²) has been drawn from, it goes
 * with the draw: its value for s = 1, and its gradient.
 */
final class GaussianKl extends Node {
  private final Node mean;
  private final Node logVariance;
  private final double scale;
  private final float[] deviation;

  /** With which it was made, or may be differentiated; null if there is none. */
  private final @Nullable Reparameterization draw;

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
    this.draw = logVariance.draw();
    float @Nullable [] made = draw == null || scale != 1 ? null : draw.divergence(mean);
    this.deviation = logVariance.deviations();
    if (made != null) {
      System.arraycopy(made, 0, data, 0, rows);
      return;
    }
    double precision = 1 / (scale * scale);
    double logScale = Math.log(scale);
    for (int row = 0; row < rows; row++) {
      data[row] = ofRow(mean, logVariance, deviation, row, precision, logScale);
    }
  }

  /**
   * The divergence of one row.
   *
   * @param precision 1/s²
   * @param logScale ln s
   */
  static float ofRow(
      Node mean, Node logVariance, float[] deviation, int row, double precision, double logScale) {
    int d = mean.columns;
    double sum = d * (2 * logScale - 1);
    for (int i = row * d; i < (row + 1) * d; i++) {
      double m = mean.data[i];
      double s = deviation[i];
      sum += (m * m + s * s) * precision - logVariance.data[i];
    }
    return (float) (0.5 * sum);
  }

  @Override
  boolean inputsWanted() {
    return mean.wanted || logVariance.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    float precision = (float) (1 / (scale * scale));
    if (draw != null && draw.takesAlong(mean, dy, precision)) {
      return;
    }
    float @Nullable [] dm = mean.wanted ? mean.gradientToAddTo() : null;
    float @Nullable [] dv = logVariance.wanted ? logVariance.gradientToAddTo() : null;
    for (int row = 0; row < rows; row++) {
      addGradientOfRow(mean, deviation, row, precision, dy[row], dm, dv);
    }
  }

  /**
   * Adds the gradient of one row's divergence.
   *
   * @param precision 1/s²
   * @param dy its own gradient
   * @param dm to which the mean's is added, null if that is not wanted
   * @param dv to which the log variance's is added, null if that is not wanted
   */
  static void addGradientOfRow(
      Node mean,
      float[] deviation,
      int row,
      float precision,
      float dy,
      float @Nullable [] dm,
      float @Nullable [] dv) {
    int from = row * mean.columns;
    int to = from + mean.columns;
    if (dm != null) {
      for (int i = from; i < to; i++) {
        dm[i] += dy * mean.data[i] * precision;
      }
    }
    if (dv != null) {
      for (int i = from; i < to; i++) {
        dv[i] += 0.5f * dy * (deviation[i] * deviation[i] * precision - 1);
      }
    }
  }
}
