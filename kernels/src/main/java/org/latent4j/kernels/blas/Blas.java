package org.latent4j.kernels.blas;

/**
 * The one BLAS routine that the engine needs, over row-major heap arrays. Safe for use by several
 * threads at once.
 */
public interface Blas {
  /** Library and version, for the log. */
  String description();

  /**
   * Numbers of a result that it makes well at a time, where each part of the result is used at once
   * and then forgotten: 4 MiB, since in less most libraries pack their operands too often.
   */
  default int tile() {
    return 1 << 20;
  }

  /**
   * C ← op(A) · op(B) + beta · C, where op(X) is X or its transpose; op(A) is m × k, op(B) is k × n
   * and C is m × n.
   *
   * @param aOffset where A begins in its array; {@code lda} is the distance from one row of A as
   *     stored to the next
   * @param beta 0 (C is overwritten, whatever it holds) or 1
   */
  void multiply(
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
      float beta,
      float[] c,
      int cOffset,
      int ldc);
}
