package org.latent4j.kernels.blas;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.latent4j.kernels.lifetime.PerThread;

/**
 * OpenBLAS through JavaCPP: each product copies its matrices to native memory and back. Slower, but
 * available wherever ND4J is.
 */
final class CopyingBlas implements Blas {
  /** Native memory of one thread, grown as needed and reused. */
  private static final class Scratch {
    private FloatPointer pointer = new FloatPointer(1024);

    FloatPointer atLeast(long size) {
      if (pointer.capacity() < size) {
        pointer.close();
        pointer = new FloatPointer(size);
      }
      return pointer;
    }
  }

  private final PerThread<Scratch[]> scratch =
      new PerThread<>(() -> new Scratch[] {new Scratch(), new Scratch(), new Scratch()});
  private final String description;

  CopyingBlas() {
    OpenBlas.load();
    description = OpenBlas.description() + " with copies (JavaCPP)";
  }

  @Override
  public String description() {
    return description;
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
    Extents.check(
        transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    int aRows = transposeA ? k : m;
    int aColumns = transposeA ? m : k;
    int bRows = transposeB ? n : k;
    int bColumns = transposeB ? k : n;
    Scratch[] own = scratch.get();
    FloatPointer aNative = own[0].atLeast((long) aRows * aColumns);
    FloatPointer bNative = own[1].atLeast((long) bRows * bColumns);
    FloatPointer cNative = own[2].atLeast((long) m * n);
    copyIn(a, aOffset, lda, aRows, aColumns, aNative);
    copyIn(b, bOffset, ldb, bRows, bColumns, bNative);
    if (beta != 0) {
      copyIn(c, cOffset, ldc, m, n, cNative);
    }
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        transposeA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        transposeB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        m,
        n,
        k,
        1f,
        aNative,
        Math.max(1, aColumns),
        bNative,
        Math.max(1, bColumns),
        beta,
        cNative,
        Math.max(1, n));
    for (int row = 0; row < m; row++) {
      cNative.position((long) row * n).get(c, cOffset + row * ldc, n);
    }
    cNative.position(0);
  }

  private static void copyIn(
      float[] from, int offset, int stride, int rows, int columns, FloatPointer to) {
    for (int row = 0; row < rows; row++) {
      to.position((long) row * columns).put(from, offset + row * stride, columns);
    }
    to.position(0);
  }
}
