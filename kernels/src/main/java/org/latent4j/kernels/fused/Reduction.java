package org.latent4j.kernels.fused;

import java.util.Arrays;

/** Sums, in double precision. */
final class Reduction extends Node {
  enum Operation {
    SUM,
    MEAN,
    ROW_SUMS,
    COLUMN_SUMS
  }

  private final Operation operation;
  private final Node x;

  Reduction(Operation operation, Node x) {
    super(
        x.tape,
        switch (operation) {
          case SUM, MEAN -> 1;
          case ROW_SUMS -> x.rows;
          case COLUMN_SUMS -> x.columns;
        },
        1,
        true);
    this.operation = operation;
    this.x = x;
    switch (operation) {
      case SUM -> data[0] = (float) total();
      case MEAN -> data[0] = (float) (total() / x.size());
      case ROW_SUMS -> {
        requireMatrix();
        for (int row = 0; row < x.rows; row++) {
          double sum = 0;
          for (int i = row * x.columns; i < (row + 1) * x.columns; i++) {
            sum += x.data[i];
          }
          data[row] = (float) sum;
        }
      }
      case COLUMN_SUMS -> {
        requireMatrix();
        for (int column = 0; column < x.columns; column++) {
          double sum = 0;
          for (int i = column; i < x.size(); i += x.columns) {
            sum += x.data[i];
          }
          data[column] = (float) sum;
        }
      }
    }
  }

  private void requireMatrix() {
    if (x.vector) {
      throw new IllegalArgumentException(
          "sums over rows or columns of a vector "
              + Arrays.toString(x.shape())
              + "; it must be a matrix");
    }
  }

  private double total() {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += x.data[i];
    }
    return sum;
  }

  @Override
  boolean inputsWanted() {
    return x.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    float[] dx = x.gradientToAddTo();
    switch (operation) {
      case SUM -> spread(dx, dy[0]);
      case MEAN -> spread(dx, dy[0] / x.size());
      case ROW_SUMS -> {
        for (int row = 0; row < x.rows; row++) {
          for (int i = row * x.columns; i < (row + 1) * x.columns; i++) {
            dx[i] += dy[row];
          }
        }
      }
      case COLUMN_SUMS -> {
        for (int row = 0; row < x.rows; row++) {
          for (int column = 0; column < x.columns; column++) {
            dx[row * x.columns + column] += dy[column];
          }
        }
      }
    }
  }

  private void spread(float[] dx, float d) {
    for (int i = 0; i < x.size(); i++) {
      dx[i] += d;
    }
  }
}
