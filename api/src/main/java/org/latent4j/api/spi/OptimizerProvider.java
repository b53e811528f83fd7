package org.latent4j.api.spi;

import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameters;

/** Makes optimisers. */
public interface OptimizerProvider extends Provider {
  /** An optimiser over exactly these trainable parameters. */
  Optimizer create(Engine engine, Parameters parameters, Options options);
}
