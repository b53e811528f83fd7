package org.latent4j.kernels.fused;

import java.util.Arrays;

/** ‖aᵢ − bⱼ‖², by differences: the expansion into products cancels where points are close. */
final class SquaredDistances extends Node {
  private final Node a;
  private final Node b;

  SquaredDistances(Node a, Node b) {
    super(a.tape, a.rows, b.rows, false);
    if (a.vector || b.vector || a.columns != b.columns) {
      throw new IllegalArgumentException(
          "squared distances of "
              + Arrays.toString(a.shape())
              + " and "
              + Arrays.toString(b.shape())
              + "; two matrices with the same number of columns are needed");
    }
    this.a = a;
    this.b = b;
    tape.shareRows(rows, (long) columns * a.columns, this::forward);
  }

  private void forward(int fromRow, int toRow) {
    int d = a.columns;
    for (int i = fromRow; i < toRow; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = 0;
        for (int k = 0; k < d; k++) {
          float difference = a.data[i * d + k] - b.data[j * d + k];
          sum += difference * difference;
        }
        data[i * columns + j] = sum;
      }
    }
  }

  @Override
  boolean inputsWanted() {
    return a.wanted || b.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    if (a.wanted) {
      add(dy, columns, 1, a, b);
    }
    if (b.wanted) {
      add(dy, 1, columns, b, a);
    }
  }

  /** Adds 2 Σ dy (p − q) to the gradient of each point p. */
  private void add(float[] dy, int strideP, int strideQ, Node points, Node others) {
    int d = points.columns;
    float[] gradient = points.gradientToAddTo();
    tape.shareRows(
        points.rows,
        (long) others.rows * d,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < others.rows; j++) {
              float factor = 2 * dy[i * strideP + j * strideQ];
              for (int k = 0; k < d; k++) {
                gradient[i * d + k] += factor * (points.data[i * d + k] - others.data[j * d + k]);
              }
            }
          }
        });
  }
}
