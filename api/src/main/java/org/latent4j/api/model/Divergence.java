package org.latent4j.api.model;

import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** What holds the posterior near the prior while training. */
public interface Divergence {
  /**
   * How far q is from p, differentiable.
   *
   * @param q the posterior of n examples
   * @param z one reparameterised draw from each, {@code [n, latent]}
   * @param random for what the divergence itself draws, such as samples from the prior
   * @return {@code [n]}, one an example, in nats where the divergence has that unit; or {@code
   *     [1]}, an estimate for the whole batch
   * @throws org.latent4j.api.Latent4jException if it is not defined for this pair; the message
   *     names both
   */
  Var between(Posterior q, Var z, Prior p, RandomStream random);

  /**
   * How it is computed for this pair, for the log and the report: {@code closed form}, {@code Monte
   * Carlo, 1 sample}.
   */
  String method(Posterior q, Prior p);

  /**
   * Whether it is the rate KL(q(z|x) ‖ p(z)) of each example ({@link Rate}), so that distortion and
   * divergence together are the negative evidence lower bound.
   */
  default boolean isRate() {
    return false;
  }
}
