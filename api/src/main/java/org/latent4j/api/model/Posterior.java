package org.latent4j.api.model;

import java.util.Optional;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** q(z|x) for a batch of n examples. */
public interface Posterior {
  /** E[z|x], {@code [n, latent]}: the code that stands for an example. */
  Var mean();

  /** One reparameterised draw for each example, {@code [n, latent]}: gradients flow through it. */
  Var sample(RandomStream random);

  /**
   * ln q(z|x), in nats.
   *
   * @param z {@code [n, latent]}, row i a code of example i
   * @return {@code [n]}; empty if the distribution has no density (a deterministic code)
   */
  Optional<Var> logDensity(Var z);
}
