package org.latent4j.kernels.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.latent4j.api.Latent4jException;

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

  /**
   * The file that JavaCPP has unpacked and loaded, with the Fortran runtime it needs beside it.
   * Under its other name it would be loaded a second time, with settings and threads of its own.
   *
   * @throws Latent4jException if there is none of a known name
   */
  static Path library() {
    Path shim = Path.of(Loader.load(openblas_nolapack.class)).toAbsolutePath();
    return Stream.of("openblas_nolapack", "openblas")
        .flatMap(
            name ->
                Stream.of(
                    System.mapLibraryName(name) + ".0", // Linux
                    "lib" + name + ".0.dylib", // macOS
                    "lib" + name + ".dll", // Windows
                    System.mapLibraryName(name)))
        .map(shim::resolveSibling)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new Latent4jException("there is no OpenBLAS beside " + shim));
  }

  static String description() {
    return titled("OpenBLAS", "openblas");
  }

  /**
   * A library that JavaCPP carries, with its version as far as the jar still says it. (The manifest
   * is another's where jars were merged.)
   */
  static String titled(String title, String artifact) {
    try {
      return title + " " + Loader.getVersion("org.bytedeco", artifact);
    } catch (IOException e) {
      return title;
    }
  }
}
