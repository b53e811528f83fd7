package org.latent4j.kernels.blas;

import java.lang.invoke.MethodHandle;

/**
 * OpenBLAS by Java's foreign functions: a critical call hands on the addresses of heap arrays,
 * without a copy, and without a shim that would have to exist for the platform.
 */
final class ForeignBlas implements Blas {
  /** Made when foreign functions are known to be there. */
  private static final class Calls {
    static final MethodHandle SGEMM = ForeignFunctions.sgemm();
  }

  private final long sgemm;
  private final String description;

  ForeignBlas() {
    ForeignFunctions.demand();
    OpenBlas.load();
    sgemm = ForeignFunctions.address(OpenBlas.library(), "cblas_sgemm");
    description = OpenBlas.description() + " on heap arrays (foreign functions)";
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
    try {
      Calls.SGEMM.invokeExact(
          sgemm,
          CBlas.ROW_MAJOR,
          transposeA ? CBlas.TRANSPOSED : CBlas.AS_STORED,
          transposeB ? CBlas.TRANSPOSED : CBlas.AS_STORED,
          m,
          n,
          k,
          1f,
          a,
          (long) Float.BYTES * aOffset,
          lda,
          b,
          (long) Float.BYTES * bOffset,
          ldb,
          beta,
          c,
          (long) Float.BYTES * cOffset,
          ldc);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
