package org.latent4j.divergences.providers;

import org.latent4j.api.model.Divergence;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.divergences.KlDivergence;

/** The plugin {@code kl}. */
public final class KlDivergenceProvider implements DivergenceProvider {
  @Override
  public String name() {
    return "kl";
  }

  @Override
  public String summary() {
    return "Kullback-Leibler divergence: closed form where one is known, else Monte Carlo";
  }

  @Override
  public Divergence create(Options options) {
    return KlDivergence.create();
  }
}
