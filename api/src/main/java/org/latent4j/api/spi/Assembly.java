package org.latent4j.api.spi;

import org.latent4j.api.ComponentSpec;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Likelihood;

/** Makes further components, by name, for a provider whose component has parts of its own. */
public interface Assembly {
  /**
   * A network from vectors to vectors, such as a discriminator.
   *
   * @param name the prefix of its parameters' names; also splits its initial weights' randomness
   */
  Decoder network(ComponentSpec spec, String name, int inputs, int outputs);

  /** A likelihood for the site's shape. */
  Likelihood likelihood(ComponentSpec spec, LikelihoodProvider.Site site);
}
