package org.latent4j.experiments;

import org.latent4j.evaluation.EvaluationListener;

/** Is told which of several trained models is evaluated. */
@FunctionalInterface
public interface EvaluationsListener {
  /** Listens to nothing. */
  EvaluationsListener NONE = (title, number, count) -> EvaluationListener.NONE;

  /**
   * An evaluation begins.
   *
   * @param title such as {@code vae, seed 1}
   * @param number which it is, from 1
   * @param count how many there are
   * @return is told of its estimators
   */
  EvaluationListener begins(String title, int number, int count);
}
