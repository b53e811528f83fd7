package org.latent4j.kernels.blas;

import org.bytedeco.openblas.global.openblas_nolapack;

/** Loads the OpenBLAS that JavaCPP carries. */
final class OpenBlas {
  private OpenBlas() {}

  /**
   * Loads the library and keeps it to one thread: its own workers spin after each call and would
   * take the cores from ours.
   */
  static void load() {
    openblas_nolapack.blas_set_num_threads(1);
  }

  static String description() {
    String version = openblas_nolapack.class.getPackage().getImplementationVersion();
    return version == null ? "OpenBLAS" : "OpenBLAS " + version;
  }
}
