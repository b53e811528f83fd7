package org.latent4j.training;

import java.util.Optional;

/**
 * How far a training has come; all of it but the tensors.
 *
 * @param epoch epochs completed
 * @param batch batches done of the epoch under way
 * @param step steps made
 * @param best the best epoch so far on held-out examples
 * @param seconds the time that the completed epochs took
 * @param epochSeconds the time spent on the epoch under way
 */
record TrainingState(
    int epoch,
    int batch,
    long step,
    Optional<TrainingResult.Best> best,
    double seconds,
    double epochSeconds) {
  static final TrainingState START = new TrainingState(0, 0, 0, Optional.empty(), 0, 0);

  /** This further into the epoch under way. */
  TrainingState within(int batches, long steps, double time) {
    return new TrainingState(epoch, batches, steps, best, seconds, time);
  }

  /**
   * This after one more epoch.
   *
   * @param time all that the epoch took
   */
  TrainingState after(long steps, double time, Optional<Double> heldOut) {
    int done = epoch + 1;
    Optional<TrainingResult.Best> improved =
        heldOut
            .filter(objective -> best.isEmpty() || objective < best.get().objective())
            .map(objective -> new TrainingResult.Best(done, objective));
    return new TrainingState(done, 0, steps, improved.or(() -> best), seconds + time, 0);
  }
}
