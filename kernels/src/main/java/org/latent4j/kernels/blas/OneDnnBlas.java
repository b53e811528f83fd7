package org.latent4j.kernels.blas;

import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Type;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.latent4j.api.Latent4jException;

/**
 * oneDNN on heap arrays, without copies. Its products are machine code that it writes at run time
 * for the processor's vectors, AVX2 or AVX-512; elsewhere they are plain C++, and this class
 * declines.
 */
final class OneDnnBlas implements Blas {
  /** Where it has been tried. */
  private static final String PLATFORM = "linux-x86_64";

  private final NativeLibrary.Function sgemm;
  private final NativeLibrary.Function setThreads;
  private final String description;

  /**
   * OpenMP's number of threads is the calling thread's own setting; with more than one, oneDNN
   * would begin threads beside the engine's.
   */
  private final ThreadLocal<Boolean> keptToOneThread =
      ThreadLocal.withInitial(this::keepToOneThread);

  OneDnnBlas() {
    NativeLibrary library = new NativeLibrary(unpacked());
    sgemm =
        library.function(
            "dnnl_sgemm",
            Type.SINT32, // status
            Type.SCHAR, // transposition of A
            Type.SCHAR, // and of B
            Type.SINT64, // m
            Type.SINT64, // n
            Type.SINT64, // k
            Type.FLOAT, // alpha
            Type.POINTER, // A
            Type.SINT64, // lda
            Type.POINTER, // B
            Type.SINT64, // ldb
            Type.FLOAT, // beta
            Type.POINTER, // C
            Type.SINT64); // ldc
    setThreads = library.function("omp_set_num_threads", Type.VOID, Type.SINT32);
    NativeLibrary.Function vectors = library.function("dnnl_get_effective_cpu_isa", Type.SINT32);
    if ((vectors.call(vectors.arguments()) & dnnl.dnnl_cpu_isa_avx2) != dnnl.dnnl_cpu_isa_avx2) {
      throw new Latent4jException(
          "BLAS oneDNN is fast with AVX2 or AVX-512 alone, which this processor lacks");
    }
    description = OpenBlas.titled("oneDNN", "dnnl") + " on heap arrays (jffi)";
  }

  /**
   * The library's file, unpacked by JavaCPP with the OpenMP runtime that it finds beside it. (The
   * class {@code dnnl} would load it too, and OpenCL.)
   */
  private static Path unpacked() {
    String platform = Loader.getPlatform();
    if (!platform.equals(PLATFORM)) {
      throw new Latent4jException("BLAS oneDNN is for " + PLATFORM + "; this is " + platform);
    }
    unpacked("libgomp.so.1");
    return unpacked("libdnnl.so.3");
  }

  private static Path unpacked(String file) {
    try {
      File unpacked =
          Loader.cacheResource(dnnl.class, "/org/bytedeco/dnnl/" + PLATFORM + "/" + file);
      if (unpacked == null) {
        throw new Latent4jException("BLAS oneDNN: the class path has no " + file);
      }
      return unpacked.toPath().toAbsolutePath();
    } catch (IOException e) {
      throw new Latent4jException("BLAS oneDNN: " + file + " cannot be unpacked: " + e, e);
    }
  }

  private boolean keepToOneThread() {
    HeapInvocationBuffer arguments = setThreads.arguments();
    arguments.putInt(1);
    setThreads.call(arguments);
    return true;
  }

  @Override
  public String description() {
    return description;
  }

  /** It packs fast enough for what stays in a core's second-level cache. */
  @Override
  public int tile() {
    return 1 << 17;
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
    keptToOneThread.get();
    HeapInvocationBuffer arguments = sgemm.arguments();
    arguments.putByte(transposeA ? 'T' : 'N');
    arguments.putByte(transposeB ? 'T' : 'N');
    arguments.putLong(m);
    arguments.putLong(n);
    arguments.putLong(k);
    arguments.putFloat(1f);
    NativeLibrary.read(arguments, a, aOffset);
    arguments.putLong(lda);
    NativeLibrary.read(arguments, b, bOffset);
    arguments.putLong(ldb);
    arguments.putFloat(beta);
    NativeLibrary.written(arguments, c, cOffset);
    arguments.putLong(ldc);
    int status = sgemm.call(arguments);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN refuses a product of %d × %d and %d × %d numbers, status %d (1: out of memory, 2: invalid arguments)"
              .formatted(m, k, k, n, status));
    }
  }
}
