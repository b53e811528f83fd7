package org.latent4j.experiments;

import java.util.Optional;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.Progress;
import org.latent4j.training.TrainingListener;

/**
 * Does something once, after a training's first step: it has then begun, and found its checkpoint
 * to be what it goes on from.
 */
final class FirstStep implements TrainingListener {
  private final TrainingListener listener;
  private final Runnable deed;
  private boolean done;

  /**
   * Listens to a training.
   *
   * @param listener is told all
   */
  FirstStep(TrainingListener listener, Runnable deed) {
    this.listener = listener;
    this.deed = deed;
  }

  /** Does it now if there was no step. */
  void done() {
    if (!done) {
      done = true;
      deed.run();
    }
  }

  @Override
  public void step(Progress progress) {
    done();
    listener.step(progress);
  }

  @Override
  public boolean isStopWanted() {
    return listener.isStopWanted();
  }

  @Override
  public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
    listener.epoch(train, validation);
  }

  @Override
  public void stepsEnded() {
    listener.stepsEnded();
  }
}
