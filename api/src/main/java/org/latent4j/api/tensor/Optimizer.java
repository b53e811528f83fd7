package org.latent4j.api.tensor;

import java.util.Optional;

/**
 * Moves a fixed set of parameters along their gradients and remembers what it needs from step to
 * step.
 */
public interface Optimizer {
  /**
   * One step over all its parameters, from their {@link Parameter#gradient()}.
   *
   * @param factor multiplies the configured learning rate (a schedule's current value)
   */
  void step(double factor);

  /**
   * Begins a step that is made number by number, by whoever has the gradients: the same step as
   * {@link #step} makes, to the same bits, and counted as one. Empty, with nothing begun, if this
   * optimiser needs all gradients at once.
   *
   * @param factor multiplies the configured learning rate
   */
  default Optional<ElementwiseStep> begin(double factor) {
    return Optional.empty();
  }

  /** How many steps have been made. */
  long steps();

  /**
   * The remembered tensors, named after the parameters; live, to be saved with a checkpoint and
   * written to on resume.
   */
  Parameters state();

  /** Sets the count of steps when {@link #state()} has been restored. */
  void resumeAt(long steps);
}
