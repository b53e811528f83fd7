package org.latent4j.api.spi;

import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;

/** Makes priors. */
public interface PriorProvider extends Provider {
  /**
   * A prior over codes.
   *
   * @param latent the number of latent dimensions
   * @param initialization for what a learned prior starts from
   */
  Prior create(int latent, RandomStream initialization, Options options);
}
