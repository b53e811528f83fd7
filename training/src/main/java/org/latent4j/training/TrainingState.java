package org.latent4j.training;

import java.util.Optional;

/**
 * How far a training has come; all of it but the tensors and the running means.
 *
 * @param epoch epochs completed
 * @param batches minibatches made of the epoch under way
 * @param step steps made
 * @param best the best epoch so far on held-out examples
 * @param seconds the time that the completed epochs took
 * @param epochSeconds the time that the epoch under way has taken
 */
record TrainingState(
    int epoch,
    int batches,
    long step,
    Optional<TrainingResult.Best> best,
    double seconds,
    double epochSeconds) {
  static final TrainingState START = new TrainingState(0, 0, 0, Optional.empty(), 0, 0);

  /** This after one more minibatch. */
  TrainingState afterBatch(double epochSeconds) {
    return new TrainingState(epoch, batches + 1, step + 1, best, seconds, epochSeconds);
  }

  /** This after the epoch's last minibatch and its validation. */
  TrainingState afterEpoch(double epochSeconds, Optional<Double> heldOut) {
    int done = epoch + 1;
    Optional<TrainingResult.Best> improved =
        heldOut
            .filter(objective -> best.isEmpty() || objective < best.get().objective())
            .map(objective -> new TrainingResult.Best(done, objective));
    return new TrainingState(done, 0, step, improved.or(() -> best), seconds + epochSeconds, 0);
  }

  /** Where that is, in words. */
  String place() {
    return step == 0
        ? "before training"
        : "after "
            + (batches == 0
                ? "epoch " + epoch
                : "minibatch " + batches + " of epoch " + (epoch + 1))
            + ", step "
            + step;
  }
}
