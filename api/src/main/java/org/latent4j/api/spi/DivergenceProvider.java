package org.latent4j.api.spi;

import org.latent4j.api.model.Divergence;

/** Makes divergences. */
public interface DivergenceProvider extends Provider {
  Divergence create(Options options);
}
