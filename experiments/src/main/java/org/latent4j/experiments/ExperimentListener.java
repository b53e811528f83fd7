package org.latent4j.experiments;

import java.nio.file.Path;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.training.TrainingListener;

/** Is told how experiments go. */
public interface ExperimentListener {
  /** Listens to nothing. */
  ExperimentListener NONE = new ExperimentListener() {};

  /**
   * A run begins: its training first.
   *
   * @param title such as {@code vae, seed 1}
   * @param number which of the runs it is, from 1
   * @param count how many runs there are
   * @param folder what it can be resumed from, should it be interrupted
   * @return is told of its steps and epochs
   */
  default TrainingListener begins(String title, int number, int count, Path folder) {
    return TrainingListener.NONE;
  }

  /**
   * The evaluation of the run that began last begins; its model is saved.
   *
   * @return is told of its estimators
   */
  default EvaluationListener evaluates() {
    return EvaluationListener.NONE;
  }

  /** The run that began last is trained and evaluated. */
  default void ended(TrainedModel model) {}
}
