package org.latent4j.api.model;

import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;

/**
 * The generative network: z ↦ the parameters of p(x|z), as the likelihood expects them. Any network
 * from vectors to vectors fits; an adversarial model's discriminator is a decoder with one output.
 */
public interface Decoder {
  /**
   * Runs the network.
   *
   * @param z {@code [n, inputs]}
   * @return {@code [n, outputs]}, no activation on the output
   */
  Var decode(Var z, Mode mode);

  /** All that is saved with it, buffers included. */
  Parameters parameters();
}
