package org.latent4j.training;

import org.latent4j.api.Latent4jException;

/**
 * A training has been stopped because its listener wished so or its thread was interrupted ({@code
 * Future.cancel(true)}), after the step that was under way; a checkpoint has been written, if the
 * trainer has a directory. An interrupt is still set.
 */
public final class TrainingStoppedException extends Latent4jException {
  private static final long serialVersionUID = 1L;

  TrainingStoppedException(String message) {
    super(message);
  }
}
