package org.latent4j.api.model;

import java.util.List;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** A composition of encoder, decoder, prior and likelihood, with the way it is trained. */
public interface Model {
  Encoder encoder();

  Decoder decoder();

  Prior prior();

  Likelihood likelihood();

  /** The phases of a minibatch, in order. */
  List<Phase> phases();

  /** All that is saved: of the components and of the model itself, buffers included. */
  Parameters parameters();

  /**
   * The held-out loss by which the best epoch is chosen, with its terms; no gradient is taken.
   *
   * @param x {@code [n, features]}, examples not trained on
   */
  Loss validation(Var x, RandomStream random);

  /** What {@link #validation} minimises, in words and with its unit, for logs and reports. */
  String criterion();

  /**
   * How the model's divergence is computed, for logs and reports; such as {@code KL, closed form}.
   */
  String divergence();
}
