package org.latent4j.kernels.fused;

import java.util.Arrays;

/**
 * −½ Σ (x − μ)²/σ² + ln σ² + ln 2π for each row; the log variance is one a number, one a column, or
 * one for all.
 */
final class GaussianLogDensity extends Node {
  private static final double LOG_2PI = Math.log(2 * Math.PI);
  private final Node x;
  private final Node mean;
  private final Node logVariance;
  private final int down;
  private final int right;
  private final float[] precision;

  GaussianLogDensity(Node x, Node mean, Node logVariance) {
    super(x.tape, x.rows, 1, true);
    boolean full = logVariance.sameShapeAs(x);
    boolean each = logVariance.vector && logVariance.rows == x.columns;
    boolean single = logVariance.vector && logVariance.rows == 1;
    if (x.vector || !mean.sameShapeAs(x) || !(full || each || single)) {
      throw new IllegalArgumentException(
          "Gaussian density of x "
              + Arrays.toString(x.shape())
              + ", mean "
              + Arrays.toString(mean.shape())
              + " and log variance "
              + Arrays.toString(logVariance.shape())
              + "; [n, d], [n, d] and [n, d], [d] or [1] are needed");
    }
    this.x = x;
    this.mean = mean;
    this.logVariance = logVariance;
    this.down = full ? x.columns : 0;
    this.right = full || logVariance.rows > 1 ? 1 : 0;
    this.precision = tape.take(logVariance.size());
    float[] deviation = logVariance.deviations();
    tape.shareElements(
        precision.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            precision[i] = 1 / (deviation[i] * deviation[i]);
          }
        });
    tape.shareRows(rows, x.columns, this::forward);
  }

  private void forward(int fromRow, int toRow) {
    int d = x.columns;
    for (int row = fromRow; row < toRow; row++) {
      double sum = d * LOG_2PI;
      for (int column = 0; column < d; column++) {
        int v = row * down + column * right;
        float difference = x.data[row * d + column] - mean.data[row * d + column];
        sum += (double) difference * difference * precision[v] + logVariance.data[v];
      }
      data[row] = (float) (-0.5 * sum);
    }
  }

  @Override
  boolean inputsWanted() {
    return x.wanted || mean.wanted || logVariance.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    if (mean.wanted) {
      location(dy, mean.gradientToAddTo(), 1);
    }
    if (x.wanted) {
      location(dy, x.gradientToAddTo(), -1);
    }
    if (logVariance.wanted) {
      spread(dy, logVariance.gradientToAddTo());
    }
  }

  /** ∂/∂μ = (x − μ)/σ² = −∂/∂x. */
  private void location(float[] dy, float[] gradient, float sign) {
    int d = x.columns;
    tape.shareRows(
        rows,
        d,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            float factor = sign * dy[row];
            for (int column = 0; column < d; column++) {
              int i = row * d + column;
              gradient[i] +=
                  factor * (x.data[i] - mean.data[i]) * precision[row * down + column * right];
            }
          }
        });
  }

  /**
   * ∂/∂ln σ² = ½ ((x − μ)²/σ² − 1), summed in double precision where one variance serves many
   * numbers.
   */
  private void spread(float[] dy, float[] gradient) {
    int d = x.columns;
    if (down > 0) {
      for (int row = 0; row < rows; row++) {
        for (int i = row * d; i < (row + 1) * d; i++) {
          float difference = x.data[i] - mean.data[i];
          gradient[i] += 0.5f * dy[row] * (difference * difference * precision[i] - 1);
        }
      }
      return;
    }
    double total = 0;
    for (int column = 0; column < d; column++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        double difference = x.data[row * d + column] - mean.data[row * d + column];
        sum += 0.5 * dy[row] * (difference * difference * precision[column * right] - 1);
      }
      if (right > 0) {
        gradient[column] += (float) sum;
      } else {
        total += sum;
      }
    }
    if (right == 0) {
      gradient[0] += (float) total;
    }
  }
}
