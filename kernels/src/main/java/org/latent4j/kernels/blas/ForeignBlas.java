package org.latent4j.kernels.blas;

import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Objects;

/**
 * BLAS by Java's foreign functions: a critical call hands on the addresses of heap arrays, without
 * a copy, and without a shim that would have to exist for the platform.
 */
final class ForeignBlas implements Blas {
  private static final int ROW_MAJOR = 101;
  private static final int AS_STORED = 111;
  private static final int TRANSPOSED = 112;

  /** Made when foreign functions are known to be there. */
  private static final class Calls {
    static final MethodHandle SGEMM = ForeignFunctions.sgemm();
  }

  private final long sgemm;
  private final String description;

  private ForeignBlas(Path library, String title) {
    this.sgemm = ForeignFunctions.address(library, "cblas_sgemm");
    this.description = title + " on heap arrays (foreign functions)";
  }

  /** The OpenBLAS that JavaCPP carries. */
  static ForeignBlas openBlas() {
    ForeignFunctions.demand();
    OpenBlas.load();
    return new ForeignBlas(OpenBlas.library(), OpenBlas.description());
  }

  /**
   * A library on this machine with the C interface of BLAS, such as BLIS or MKL. It must be told to
   * use one thread by its environment variable.
   */
  static ForeignBlas installed(Path library) {
    ForeignFunctions.demand();
    return new ForeignBlas(library.toAbsolutePath(), library.toString());
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
    // The library sees addresses alone, and would read and write past the end.
    checkExtent(a, aOffset, transposeA ? k : m, transposeA ? m : k, lda);
    checkExtent(b, bOffset, transposeB ? n : k, transposeB ? k : n, ldb);
    checkExtent(c, cOffset, m, n, ldc);
    try {
      Calls.SGEMM.invokeExact(
          sgemm,
          ROW_MAJOR,
          transposeA ? TRANSPOSED : AS_STORED,
          transposeB ? TRANSPOSED : AS_STORED,
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

  private static void checkExtent(float[] matrix, int offset, int rows, int columns, int stride) {
    long extent = rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns;
    Objects.checkFromIndexSize(offset, extent, matrix.length);
  }
}
