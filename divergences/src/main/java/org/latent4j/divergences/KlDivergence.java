package org.latent4j.divergences;

import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Rate;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * The Kullback-Leibler divergence KL(q(z|x) ‖ p(z)) of each example, in nats: with it the objective
 * is the negative evidence lower bound. In closed form where the prior knows one for the posterior,
 * else the unbiased one-draw estimate ln q(z|x) − ln p(z); {@link #method} says which.
 */
public final class KlDivergence implements Divergence {
  private static final KlDivergence INSTANCE = new KlDivergence();

  private KlDivergence() {}

  /** The divergence; it has no settings. */
  public static KlDivergence create() {
    return INSTANCE;
  }

  /**
   * The divergence of each example, {@code [n]}, in nats.
   *
   * @throws Latent4jException if q has no density, as that of a deterministic code
   */
  @Override
  public Var between(Posterior q, Var z, Prior p, RandomStream random) {
    return Rate.of(q, z, p)
        .orElseThrow(
            () ->
                new Latent4jException(
                    "divergence 'kl' is not defined between %s and %s: a posterior without a density"
                            .formatted(q.getClass().getSimpleName(), p.getClass().getSimpleName())
                        + " is infinitely far from every continuous prior; use a Gaussian encoder,"
                        + " or the divergence 'mmd', or the model 'aae'"));
  }

  @Override
  public String method(Posterior q, Prior p) {
    return Rate.method(q, p);
  }

  @Override
  public boolean isRate() {
    return true;
  }

  @Override
  public String toString() {
    return "KL";
  }
}
