package org.latent4j.api.model;

import java.util.Optional;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** p(z). */
public interface Prior {
  int latent();

  /**
   * ln p(z), in nats.
   *
   * @param z {@code [n, latent]}
   * @return {@code [n]}
   */
  Var logDensity(Var z);

  /**
   * Fills the tensor with independent draws, one a row.
   *
   * @param into {@code [n, latent]}
   */
  void sample(RandomStream random, Tensor into);

  /** New draws, {@code [count, latent]}. */
  default Tensor sample(RandomStream random, int count) {
    Tensor draws = Tensor.zeros(count, latent());
    sample(random, draws);
    return draws;
  }

  /**
   * KL(q(z|x) ‖ p(z)) of each example in nats, {@code [n]}, if there is a closed form for this
   * posterior.
   */
  default Optional<Var> klFrom(Posterior posterior) {
    return Optional.empty();
  }

  /**
   * The terms that add up to {@link #klFrom}, one for each latent dimension, {@code [n, latent]},
   * in nats; empty where there is no closed form, or it is no sum over dimensions.
   */
  default Optional<Var> klByDimension(Posterior posterior) {
    return Optional.empty();
  }

  /** What is learned of it. */
  default Parameters parameters() {
    return Parameters.none();
  }
}
