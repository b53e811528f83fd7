package org.latent4j.api.spi;

import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Likelihood;

/** Makes likelihoods. */
public interface LikelihoodProvider extends Provider {
  /**
   * A likelihood for examples of this shape.
   *
   * @param shape what an example is
   * @param assembly makes the parts of a likelihood that is composed of others
   */
  Likelihood create(DataShape shape, Assembly assembly, Options options);
}
