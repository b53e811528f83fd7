package org.latent4j.experiments;

import java.util.List;
import java.util.OptionalDouble;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.training.EpochMetrics;

/**
 * What a run came to.
 *
 * @param model the model with the weights that the training ended with
 * @param seed what the run's randomness derives from
 * @param evaluation on the test examples
 * @param trainSeconds the time that the epochs took; empty if unknown
 * @param history the epochs in order, both splits
 */
public record TrainedModel(
    ComposedModel model,
    long seed,
    Evaluation evaluation,
    OptionalDouble trainSeconds,
    List<EpochMetrics> history) {
  public TrainedModel {
    history = List.copyOf(history);
  }
}
