package org.latent4j.kernels.fused;

import java.util.Arrays;

/** A matrix with rows and columns exchanged. */
final class Transpose extends Node {
  private final Node x;

  Transpose(Node x) {
    super(x.tape, x.columns, x.rows, false);
    if (x.vector) {
      throw new IllegalArgumentException(
          "transpose of a vector " + Arrays.toString(x.shape()) + "; it must be a matrix");
    }
    this.x = x;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        data[row * columns + column] = x.data[column * rows + row];
      }
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
      for (int column = 0; column < columns; column++) {
        dx[column * rows + row] += dy[row * columns + column];
      }
    }
  }
}
