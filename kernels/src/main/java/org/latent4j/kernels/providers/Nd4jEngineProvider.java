package org.latent4j.kernels.providers;

import java.util.List;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;

/** Provides {@link Nd4jEngine}. */
public final class Nd4jEngineProvider implements EngineProvider {
  private static final Option<Precision> PRECISION =
      Option.choice("precision", Precision.FLOAT, "floating-point type of every operation");

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public String summary() {
    return "every operation by ND4J; in double precision the reference for the others";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(PRECISION);
  }

  @Override
  public Engine create(Options options) {
    return Nd4jEngine.create(options.get(PRECISION));
  }
}
