package org.latent4j.api.model;

import org.latent4j.api.tensor.RandomStream;

/**
 * Whether a network runs to be trained (dropout drops, batch normalisation looks at the batch) or
 * to be used.
 */
public sealed interface Mode {
  /** For use: deterministic, each example on its own. */
  Mode EVALUATION = new Evaluation();

  /**
   * For training.
   *
   * @param random for what a network draws, such as dropout; each layer splits off its own
   */
  static Mode training(RandomStream random) {
    return new Training(random);
  }

  /** See {@link #EVALUATION}. */
  record Evaluation() implements Mode {}

  /** See {@link #training}. */
  record Training(RandomStream random) implements Mode {}
}
