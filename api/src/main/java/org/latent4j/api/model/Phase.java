package org.latent4j.api.model;

import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;

/**
 * One optimisation made for each minibatch: a loss and the parameters it moves. A phase moves only
 * what it {@link #trains()}, though gradients flow through the rest; each has an optimiser state of
 * its own.
 */
public interface Phase {
  String name();

  Parameters trains();

  /**
   * The loss of a minibatch.
   *
   * @param x {@code [n, features]}
   */
  Loss loss(Var x, Step step);

  /**
   * Whether it goes on from the phase before it in the same step: on the same tape, with the same
   * variable for x and that phase's other variables still valid, so that what both need is computed
   * once. If not, and in the first phase, the tape is empty.
   */
  default boolean goesOn() {
    return false;
  }

  /** The optimiser it wants; empty for the one the run is configured with. */
  default Optional<ComponentSpec> optimizer() {
    return Optional.empty();
  }

  /**
   * Called after the optimiser's step with the batch means of the loss's terms: the place for
   * updates that are not gradient descent, such as a multiplier's dual ascent. State changed here
   * lives in buffers of the model's parameters.
   */
  default void afterStep(Map<String, Double> terms) {}
}
