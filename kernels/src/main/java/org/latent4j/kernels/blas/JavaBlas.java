package org.latent4j.kernels.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/** BLAS by netlib's Java code, on the Vector API where its module is present. */
final class JavaBlas implements Blas {
  private final BLAS blas = JavaBLAS.getInstance();

  @Override
  public String description() {
    return "Java (" + blas.getClass().getSimpleName() + " of netlib)";
  }

  @Override
  public void multiply(
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
      int ldc) {
    // BLAS is column-major: what it sees is the transpose of all three, and Cᵀ = op(B)ᵀ op(A)ᵀ.
    blas.sgemm(
        transposeB ? "T" : "N",
        transposeA ? "T" : "N",
        n,
        m,
        k,
        1f,
        b,
        bOffset,
        ldb,
        a,
        aOffset,
        lda,
        beta,
        c,
        cOffset,
        ldc);
  }
}
