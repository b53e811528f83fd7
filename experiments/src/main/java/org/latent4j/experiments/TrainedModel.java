package org.latent4j.experiments;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
 * @param best whether the weights are those of the best epoch on held-out examples, where there are
 *     any; if not, they are those of the last epoch
 */
public record TrainedModel(
    ComposedModel model,
    long seed,
    Evaluation evaluation,
    OptionalDouble trainSeconds,
    List<EpochMetrics> history,
    boolean best) {
  public TrainedModel {
    history = List.copyOf(history);
  }

  /** The epoch on held-out examples that its weights are of; empty if none was chosen by them. */
  Optional<EpochMetrics> chosen() {
    return history.stream()
        .filter(epoch -> best && epoch.split().equals(EpochMetrics.VALIDATION))
        .min(Comparator.comparingDouble(EpochMetrics::objective));
  }

  /** The epochs that its weights have seen; empty if that is unknown. */
  OptionalInt epochs() {
    return chosen().isPresent()
        ? OptionalInt.of(chosen().get().epoch())
        : history.stream().mapToInt(EpochMetrics::epoch).max();
  }
}
