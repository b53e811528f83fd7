package org.latent4j.kernels.blas;

import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Type;
import java.nio.file.Path;

/** A library with the C interface of BLAS, on heap arrays, without copies. */
final class CBlas implements Blas {
  static final int ROW_MAJOR = 101;
  static final int AS_STORED = 111;
  static final int TRANSPOSED = 112;

  private final NativeLibrary.Function sgemm;
  private final String description;

  private CBlas(Path library, String title) {
    Type integer = Type.SINT32;
    sgemm =
        new NativeLibrary(library)
            .function(
                "cblas_sgemm",
                Type.VOID,
                integer, // order
                integer, // transposition of A
                integer, // and of B
                integer, // m
                integer, // n
                integer, // k
                Type.FLOAT, // alpha
                Type.POINTER, // A
                integer, // lda
                Type.POINTER, // B
                integer, // ldb
                Type.FLOAT, // beta
                Type.POINTER, // C
                integer); // ldc
    description = title + " on heap arrays (jffi)";
  }

  /** The OpenBLAS that JavaCPP carries. */
  static CBlas openBlas() {
    OpenBlas.load();
    return new CBlas(OpenBlas.library(), OpenBlas.description());
  }

  /**
   * A library on this machine, such as BLIS or MKL. It must be told to use one thread by its
   * environment variable.
   */
  static CBlas installed(Path library) {
    return new CBlas(library.toAbsolutePath(), library.toString());
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
    HeapInvocationBuffer arguments = sgemm.arguments();
    arguments.putInt(ROW_MAJOR);
    arguments.putInt(transposeA ? TRANSPOSED : AS_STORED);
    arguments.putInt(transposeB ? TRANSPOSED : AS_STORED);
    arguments.putInt(m);
    arguments.putInt(n);
    arguments.putInt(k);
    arguments.putFloat(1f);
    NativeLibrary.read(arguments, a, aOffset);
    arguments.putInt(lda);
    NativeLibrary.read(arguments, b, bOffset);
    arguments.putInt(ldb);
    arguments.putFloat(beta);
    NativeLibrary.written(arguments, c, cOffset);
    arguments.putInt(ldc);
    sgemm.call(arguments);
  }
}
