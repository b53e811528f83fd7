package org.latent4j.kernels.providers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.blas.BlasLadder;

/** Offers {@link FusedEngine} as {@code fused}. */
public final class FusedEngineProvider implements EngineProvider {
  static final Option<Integer> THREADS =
      Option.integer("threads", 0, "threads, the caller's included; 0 for one a core")
          .where(n -> n >= 0 && n <= 1024, "from 0 to 1024");
  static final Option<String> BLAS =
      Option.text(
          "blas",
          "best",
          "matrix products by: best, onednn, openblas, openblas-foreign, openblas-copying, java, or library,"
              + " the one that the environment variable LATENT4J_BLAS_LIBRARY names");

  /**
   * Names a shared library, as the environment variable does, and goes before it. A library is
   * code, and options may come from a stranger's folder; so no option names one.
   */
  static final String LIBRARY_PROPERTY = "latent4j.blas.library";

  private static final String LIBRARY_VARIABLE = "LATENT4J_BLAS_LIBRARY";
  private static final String BEST = "best";
  private static final String LIBRARY = "library";

  @Override
  public String name() {
    return "fused";
  }

  @Override
  public String summary() {
    return "heap arrays, BLAS, fused kernels, own threads; single precision";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(THREADS, BLAS);
  }

  @Override
  public Engine create(Options options) {
    int asked = options.get(THREADS);
    int threads = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
    String blas = options.get(BLAS);
    return switch (blas) {
      case BEST -> FusedEngine.create(threads);
      case LIBRARY -> FusedEngine.create(threads, library());
      default -> FusedEngine.create(threads, known(blas));
    };
  }

  private static String known(String blas) {
    List<String> names =
        new ArrayList<>(Arrays.stream(BlasLadder.values()).map(BlasLadder::spelled).toList());
    if (!names.contains(blas)) {
      names.add(0, BEST);
      names.add(LIBRARY);
      throw new SettingException(
          NearMiss.unknown("engine.blas: there is no BLAS", blas, names)
              + "; a library of one's own is code, and named outside the settings: "
              + LIBRARY_VARIABLE
              + "=PATH in the environment, with engine.blas=library");
    }
    return blas;
  }

  private static String library() {
    return Optional.ofNullable(System.getProperty(LIBRARY_PROPERTY))
        .or(() -> Optional.ofNullable(System.getenv(LIBRARY_VARIABLE)))
        .filter(path -> !path.isBlank())
        .map(path -> Path.of(path).toAbsolutePath().toString())
        .orElseThrow(
            () ->
                new SettingException(
                    "engine.blas=library needs the path of a shared library with BLAS in it in the"
                        + " environment variable "
                        + LIBRARY_VARIABLE));
  }
}
