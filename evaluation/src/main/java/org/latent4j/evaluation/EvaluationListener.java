package org.latent4j.evaluation;

import java.util.List;

/** Is told how an evaluation goes, some of whose estimators take minutes. */
@FunctionalInterface
public interface EvaluationListener {
  /** Listens to nothing. */
  EvaluationListener NONE = (metrics, number, count) -> {};

  /**
   * An estimator begins.
   *
   * @param metrics what it gives
   * @param number which one it is, from 1
   * @param count how many there are
   */
  void begins(List<String> metrics, int number, int count);
}
