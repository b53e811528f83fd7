package org.latent4j.kernels.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.file.Path;
import org.latent4j.api.Latent4jException;

/**
 * BLAS through netlib: either its JNI shim, which hands the addresses of heap arrays to OpenBLAS,
 * or its Java code.
 */
final class NetlibBlas implements Blas {
  private static final String LIBRARY_PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  private final BLAS blas;
  private final String description;

  private NetlibBlas(BLAS blas, String description) {
    this.blas = blas;
    this.description = description;
  }

  /** The OpenBLAS that JavaCPP carries, called without a copy. Linux and macOS. */
  static NetlibBlas openBlas() {
    OpenBlas.load();
    claim(OpenBlas.library().toString());
    return new NetlibBlas(
        NativeBLAS.getInstance(), OpenBlas.description() + " on heap arrays (netlib)");
  }

  /**
   * A library on this machine with the Fortran interface of BLAS, such as BLIS or MKL; called
   * without a copy. It must be told to use one thread by its environment variable.
   */
  static NetlibBlas installed(Path library) {
    claim(library.toAbsolutePath().toString());
    return new NetlibBlas(NativeBLAS.getInstance(), library + " on heap arrays (netlib)");
  }

  /** Netlib loads one library in the life of a process, and does not say if it is another one. */
  private static synchronized void claim(String library) {
    String former = System.setProperty(LIBRARY_PATH, library);
    if (former != null && !former.equals(library)) {
      System.setProperty(LIBRARY_PATH, former);
      throw new Latent4jException(
          "BLAS "
              + library
              + " cannot be used: this process has loaded "
              + former
              + ", and there can be one native BLAS in a process");
    }
  }

  /** No native code; uses the Vector API where its module is present. */
  static NetlibBlas java() {
    BLAS blas = JavaBLAS.getInstance();
    return new NetlibBlas(blas, "Java (" + blas.getClass().getSimpleName() + " of netlib)");
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
