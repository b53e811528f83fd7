package org.latent4j.api.model;

import org.latent4j.api.tensor.RandomStream;

/**
 * Where training stands.
 *
 * @param index the step, counted from 0 over the whole training
 * @param epoch passes over the data made so far, with fraction
 * @param random this step's and phase's own randomness; consumers split off theirs by purpose
 */
public record Step(long index, double epoch, RandomStream random) {
  /** Networks run for training, drawing from this step's randomness. */
  public Mode training() {
    return Mode.training(random.split("network"));
  }
}
