package org.latent4j.api.model;

import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;

/** The recognition network: x ↦ q(z|x). */
public interface Encoder {
  /** The number of latent dimensions of its codes. */
  int latent();

  /**
   * Runs the network.
   *
   * @param x {@code [n, features]}
   * @return the posterior of each of the n examples
   */
  Posterior encode(Var x, Mode mode);

  /** All that is saved with it, buffers included. */
  Parameters parameters();
}
