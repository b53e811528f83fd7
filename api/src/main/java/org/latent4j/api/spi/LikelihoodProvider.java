package org.latent4j.api.spi;

import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Likelihood;

/** Makes likelihoods. */
public interface LikelihoodProvider extends Provider {
  /**
   * A likelihood for examples of the site's shape.
   *
   * @param assembly makes the parts of a likelihood that is composed of others
   */
  Likelihood create(Site site, Assembly assembly, Options options);

  /**
   * What a likelihood is made for.
   *
   * @param name the prefix of its parameters' names: {@code likelihood}, or one of its own for each
   *     part of a composed likelihood
   * @param shape what an example is
   */
  record Site(String name, DataShape shape) {}
}
