package org.latent4j.experiments;

import java.nio.file.Path;
import org.latent4j.training.TrainingListener;

/** Is told how experiments go. */
public interface ExperimentListener {
  /** Listens to nothing. */
  ExperimentListener NONE = new ExperimentListener() {};

  /**
   * A training begins.
   *
   * @param title such as {@code vae, seed 1}
   * @param folder what it can be resumed from, should it be interrupted
   * @return is told of its steps and epochs
   */
  default TrainingListener begins(String title, Path folder) {
    return TrainingListener.NONE;
  }

  /** The training that began last has ended, and the model is saved. */
  default void ended(TrainedModel model) {}
}
