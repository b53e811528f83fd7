package org.latent4j.likelihoods.providers;

import org.latent4j.api.model.Likelihood;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.likelihoods.BernoulliLikelihood;

/** The plugin {@code bernoulli}. */
public final class BernoulliLikelihoodProvider implements LikelihoodProvider {
  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public String summary() {
    return "independent binary features given by logits; data in [0, 1]";
  }

  @Override
  public Likelihood create(Site site, Assembly assembly, Options options) {
    return BernoulliLikelihood.of(site.shape().features());
  }
}
