package org.latent4j.training;

import java.util.Optional;

/** Is told how a training goes, on the thread that trains: to draw a progress bar, for one. */
public interface TrainingListener {
  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called after each step. */
  default void step(Progress progress) {}

  /**
   * Asked after each step: whether the training is to stop there. It then writes a checkpoint, and
   * ends with a {@link TrainingStoppedException}.
   */
  default boolean isStopWanted() {
    return false;
  }

  /**
   * Called after each epoch.
   *
   * @param validation empty if there are no held-out examples
   */
  default void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {}

  /** Called when no step follows: at the training's end, or when it is stopped or has failed. */
  default void stepsEnded() {}
}
