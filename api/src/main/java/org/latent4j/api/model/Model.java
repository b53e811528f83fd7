package org.latent4j.api.model;

import java.util.List;
import java.util.Optional;
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

  /**
   * What a schedule of the model's own has not come to after so many epochs, in words for a warning
   * and the report, such as {@code after 5 epochs β is 2: it rises to 4 over 10 epochs}; empty if
   * it has come to its end, or there is none.
   *
   * @param epochs passes over the training data, greater than 0
   */
  default Optional<String> unreached(double epochs) {
    return Optional.empty();
  }
}
