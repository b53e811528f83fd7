package org.latent4j.training;

import org.latent4j.api.Latent4jException;

/**
 * A training stopped because its listener {@linkplain TrainingListener#isStopRequested() asked for
 * it}. Where it has a directory, its state is in a checkpoint there.
 */
public final class TrainingInterruptedException extends Latent4jException {
  private static final long serialVersionUID = 1L;

  TrainingInterruptedException(long step, boolean saved) {
    super(
        "training stopped after step "
            + step
            + " as it was asked to; "
            + (saved ? "its state is saved" : "it has no directory, so that nothing is saved"));
  }
}
