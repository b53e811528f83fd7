package org.latent4j.kernels.fused;

import java.util.Arrays;

/** A · B, or A · Bᵀ. */
final class MatrixProduct extends Node {
  private final Node a;
  private final Node b;
  private final boolean transposeB;

  MatrixProduct(Node a, Node b, boolean transposeB) {
    super(a.tape, a.rows, transposeB ? b.rows : b.columns, false);
    if (a.vector || b.vector || a.columns != (transposeB ? b.columns : b.rows)) {
      throw new IllegalArgumentException(
          "matrix product of "
              + Arrays.toString(a.shape())
              + " and "
              + Arrays.toString(b.shape())
              + (transposeB ? " transposed" : "")
              + "; two matrices [n, k] and [k, m] are needed");
    }
    this.a = a;
    this.b = b;
    this.transposeB = transposeB;
    tape.multiply(false, transposeB, rows, columns, a.columns, a.data, b.data, false, data);
  }

  @Override
  boolean inputsWanted() {
    return a.wanted || b.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    int inner = a.columns;
    if (a.wanted) {
      boolean add = a.hasGradient();
      tape.multiply(false, !transposeB, rows, inner, columns, dy, b.data, add, a.gradientToWrite());
    }
    if (b.wanted) {
      if (transposeB) {
        tape.addTransposedProduct(b, columns, inner, rows, dy, a.data);
      } else {
        tape.addTransposedProduct(b, inner, columns, rows, a.data, dy);
      }
    }
  }
}
