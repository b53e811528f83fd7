package org.latent4j.training;

import java.util.Optional;

/**
 * How far a training has come; all of it but the tensors.
 *
 * @param epoch epochs completed
 * @param step steps made
 * @param best the best epoch so far on held-out examples
 * @param seconds the time that the epochs took
 */
record TrainingState(int epoch, long step, Optional<TrainingResult.Best> best, double seconds) {
  static final TrainingState START = new TrainingState(0, 0, Optional.empty(), 0);

  /** This after one more epoch. */
  TrainingState after(long steps, double time, Optional<Double> heldOut) {
    int done = epoch + 1;
    Optional<TrainingResult.Best> improved =
        heldOut
            .filter(objective -> best.isEmpty() || objective < best.get().objective())
            .map(objective -> new TrainingResult.Best(done, objective));
    return new TrainingState(done, steps, improved.or(() -> best), seconds + time);
  }
}
