package org.latent4j.evaluation;

import org.latent4j.api.Latent4jException;

/**
 * An evaluation has been stopped, because its thread was interrupted ({@code Future.cancel(true)}).
 * The interrupt is still set.
 */
public final class EvaluationStoppedException extends Latent4jException {
  private static final long serialVersionUID = 1L;

  private EvaluationStoppedException(String message) {
    super(message);
  }

  /**
   * For loops that take long: to be called from time to time.
   *
   * @throws EvaluationStoppedException if the thread is interrupted
   */
  public static void ifInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new EvaluationStoppedException(
          "evaluation stopped, because its thread was interrupted; no metric was kept, so evaluate"
              + " again");
    }
  }
}
