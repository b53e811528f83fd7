package org.latent4j.kernels.fused;

import java.util.Arrays;

/** Some rows and columns of a matrix, or some numbers of a vector. */
final class Slice extends Node {
  private final Node x;
  private final int fromRow;
  private final int fromColumn;

  Slice(Node x, int fromRow, int toRow, int fromColumn, int toColumn) {
    super(
        x.tape,
        checked(x, fromRow, toRow, x.rows),
        checked(x, fromColumn, toColumn, x.columns),
        x.vector);
    this.x = x;
    this.fromRow = fromRow;
    this.fromColumn = fromColumn;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          x.data, (fromRow + row) * x.columns + fromColumn, data, row * columns, columns);
    }
  }

  private static int checked(Node x, int from, int to, int size) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(
          "the stretch from "
              + from
              + " to "
              + to
              + " of a variable of shape "
              + Arrays.toString(x.shape()));
    }
    return to - from;
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
      int to = (fromRow + row) * x.columns + fromColumn;
      int from = row * columns;
      for (int column = 0; column < columns; column++) {
        dx[to + column] += dy[from + column];
      }
    }
  }
}
