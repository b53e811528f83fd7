package org.latent4j.api.spi;

import org.latent4j.api.tensor.Engine;

/** Makes engines. */
public interface EngineProvider extends Provider {
  Engine create(Options options);
}
