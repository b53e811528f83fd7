package org.latent4j.kernels.providers;

import java.util.List;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;

/** Offers {@link FusedEngine} as {@code fused}. */
public final class FusedEngineProvider implements EngineProvider {
  static final Option<Integer> THREADS =
      Option.integer("threads", 0, "threads, the caller's included; 0 for one a core")
          .where(n -> n >= 0 && n <= 1024, "from 0 to 1024");
  static final Option<String> BLAS =
      Option.text(
          "blas",
          "best",
          "matrix products by: best, openblas, openblas-foreign, openblas-copying, java, or the path"
              + " of a BLAS library");

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
    return "best".equals(blas) ? FusedEngine.create(threads) : FusedEngine.create(threads, blas);
  }
}
