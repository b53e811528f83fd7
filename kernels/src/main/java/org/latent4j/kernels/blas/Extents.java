package org.latent4j.kernels.blas;

import java.util.Objects;

/** Native code sees addresses alone, and would read and write past the end of an array. */
final class Extents {
  private Extents() {}

  /**
   * Checks the matrices of {@link Blas#multiply}.
   *
   * @throws IndexOutOfBoundsException if one runs over its array
   */
  static void check(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc) {
    check(a, aOffset, transposeA ? k : m, transposeA ? m : k, lda);
    check(b, bOffset, transposeB ? n : k, transposeB ? k : n, ldb);
    check(c, cOffset, m, n, ldc);
  }

  private static void check(float[] matrix, int offset, int rows, int columns, int stride) {
    long extent = rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns;
    Objects.checkFromIndexSize(offset, extent, matrix.length);
  }
}
