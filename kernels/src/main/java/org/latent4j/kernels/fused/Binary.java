package org.latent4j.kernels.fused;

import java.util.Arrays;

/** Arithmetic of two variables with broadcasting. */
final class Binary extends Node {
  enum Operation {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY
  }

  private final Operation operation;
  private final Node a;
  private final Node b;

  Binary(Operation operation, Node a, Node b) {
    super(a.tape, rowsOf(a, b), columnsOf(a, b), vectorOf(a, b));
    this.operation = operation;
    this.a = a;
    this.b = b;
    if (sameShape(a) && sameShape(b)) {
      tape.shareElements(size(), this::forwardAligned);
    } else {
      tape.shareRows(rows, columns, this::forwardBroadcast);
    }
  }

  // A vector [d] broadcasts as the row [1, d] against a matrix, and is the column of an all-vector
  // operation otherwise; the strides below say how far to move in the operand's array for a step
  // down
  // or to the right in the result.

  private static boolean vectorOf(Node a, Node b) {
    return a.vector && b.vector;
  }

  private static int rowsOf(Node a, Node b) {
    if (vectorOf(a, b)) {
      return broadcast(a, b, a.rows, b.rows);
    }
    return broadcast(a, b, a.vector ? 1 : a.rows, b.vector ? 1 : b.rows);
  }

  private static int columnsOf(Node a, Node b) {
    if (vectorOf(a, b)) {
      return 1;
    }
    return broadcast(a, b, a.vector ? a.rows : a.columns, b.vector ? b.rows : b.columns);
  }

  private static int broadcast(Node a, Node b, int m, int n) {
    if (m != n && m != 1 && n != 1) {
      throw new IllegalArgumentException(
          "shapes "
              + Arrays.toString(a.shape())
              + " and "
              + Arrays.toString(b.shape())
              + " do not broadcast; dimensions must be equal or 1, counted from the right");
    }
    return m == 1 ? n : m;
  }

  private boolean sameShape(Node operand) {
    return operand.vector == vector && operand.rows == rows && operand.columns == columns;
  }

  private int rowStride(Node operand) {
    if (operand.vector) {
      return vector && operand.rows > 1 ? 1 : 0;
    }
    return operand.rows > 1 ? operand.columns : 0;
  }

  private int columnStride(Node operand) {
    if (operand.vector) {
      return !vector && operand.rows > 1 ? 1 : 0;
    }
    return operand.columns > 1 ? 1 : 0;
  }

  private void forwardAligned(int from, int to) {
    float[] a = this.a.data;
    float[] b = this.b.data;
    float[] y = data;
    switch (operation) {
      case PLUS -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] + b[i];
        }
      }
      case MINUS -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] - b[i];
        }
      }
      case TIMES -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] * b[i];
        }
      }
      case DIVIDED_BY -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] / b[i];
        }
      }
    }
  }

  private void forwardBroadcast(int fromRow, int toRow) {
    int aDown = rowStride(a);
    int aRight = columnStride(a);
    int bDown = rowStride(b);
    int bRight = columnStride(b);
    for (int row = fromRow; row < toRow; row++) {
      for (int column = 0; column < columns; column++) {
        float p = a.data[row * aDown + column * aRight];
        float q = b.data[row * bDown + column * bRight];
        data[row * columns + column] =
            switch (operation) {
              case PLUS -> p + q;
              case MINUS -> p - q;
              case TIMES -> p * q;
              case DIVIDED_BY -> p / q;
            };
      }
    }
  }

  @Override
  boolean inputsWanted() {
    return a.wanted || b.wanted;
  }

  @Override
  void backward() {
    if (a.wanted) {
      backward(a, true);
    }
    if (b.wanted) {
      backward(b, false);
    }
  }

  private void backward(Node to, boolean first) {
    float[] dy = gradient();
    float[] dx = to.gradientToAddTo();
    if (sameShape(a) && sameShape(b)) {
      tape.shareElements(size(), (from, end) -> backwardAligned(first, dy, dx, from, end));
    } else {
      backwardBroadcast(to, first, dy, dx);
    }
  }

  private void backwardAligned(boolean first, float[] dy, float[] dx, int from, int end) {
    float[] a = this.a.data;
    float[] b = this.b.data;
    for (int i = from; i < end; i++) {
      dx[i] += dy[i] * derivative(first, a[i], b[i]);
    }
  }

  private float derivative(boolean first, float p, float q) {
    return switch (operation) {
      case PLUS -> 1;
      case MINUS -> first ? 1 : -1;
      case TIMES -> first ? q : p;
      case DIVIDED_BY -> first ? 1 / q : -p / (q * q);
    };
  }

  /**
   * Where an operand was repeated, its gradient is the sum over the repetitions, in double
   * precision: there may be many.
   */
  private void backwardBroadcast(Node to, boolean first, float[] dy, float[] dx) {
    int aDown = rowStride(a);
    int aRight = columnStride(a);
    int bDown = rowStride(b);
    int bRight = columnStride(b);
    int down = rowStride(to);
    int right = columnStride(to);
    int outer = right == 0 ? rows : columns;
    int inner = right == 0 ? columns : rows;
    double total = 0; // for an operand that is a single number
    // Along the inner loop the operand stands still, or each of its numbers is met once.
    for (int i = 0; i < outer; i++) {
      double sum = 0;
      for (int j = 0; j < inner; j++) {
        int row = right == 0 ? i : j;
        int column = right == 0 ? j : i;
        float p = a.data[row * aDown + column * aRight];
        float q = b.data[row * bDown + column * bRight];
        double d = (double) dy[row * columns + column] * derivative(first, p, q);
        if (right != 0 && down != 0) {
          dx[row * down + column * right] += (float) d;
        } else {
          sum += d;
        }
      }
      if (right == 0 && down == 0) {
        total += sum;
      } else if (right == 0) {
        dx[i * down] += (float) sum;
      } else if (down == 0) {
        dx[i * right] += (float) sum;
      }
    }
    if (right == 0 && down == 0) {
      dx[0] += (float) total;
    }
  }
}
