package org.latent4j.kernels.fused;

import java.util.Arrays;

/** ln Σ exp over each row, from its greatest number so that nothing overflows. */
final class LogSumExp extends Node {
  private final Node x;

  LogSumExp(Node x) {
    super(x.tape, x.rows, 1, true);
    if (x.vector || x.columns == 0) {
      throw new IllegalArgumentException(
          "logSumExp of "
              + Arrays.toString(x.shape())
              + "; it must be a matrix with at least one column");
    }
    this.x = x;
    for (int row = 0; row < rows; row++) {
      int from = row * x.columns;
      float max = Float.NEGATIVE_INFINITY;
      for (int i = from; i < from + x.columns; i++) {
        max = Math.max(max, x.data[i]);
      }
      double sum = 0;
      for (int i = from; i < from + x.columns; i++) {
        sum += Math.exp((double) x.data[i] - max);
      }
      data[row] = Float.isInfinite(max) ? max : (float) (max + Math.log(sum));
    }
  }

  @Override
  boolean inputsWanted() {
    return x.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    float[] dx = x.gradientToAddTo();
    for (int row = 0; row < rows; row++) {
      int from = row * x.columns;
      float max = Float.NEGATIVE_INFINITY;
      for (int i = from; i < from + x.columns; i++) {
        max = Math.max(max, x.data[i]);
      }
      double sum = 0;
      for (int i = from; i < from + x.columns; i++) {
        sum += Math.exp((double) x.data[i] - max);
      }
      for (int i = from; i < from + x.columns; i++) {
        dx[i] += (float) (dy[row] * Math.exp((double) x.data[i] - max) / sum);
      }
    }
  }
}
