package org.latent4j.training;

import java.util.List;
import java.util.Optional;

/**
 * What a training came to.
 *
 * @param epochs epochs made, those before a resume included
 * @param steps steps made, those before a resume included
 * @param best the best epoch on held-out examples; empty if there are none, or no epoch
 * @param stoppedEarly whether it ended for want of improvement
 * @param seconds the time that all epochs took, those before a resume included
 * @param history the epochs made since the start or the resume, in order, both splits
 */
public record TrainingResult(
    int epochs,
    long steps,
    Optional<Best> best,
    boolean stoppedEarly,
    double seconds,
    List<EpochMetrics> history) {
  public TrainingResult {
    history = List.copyOf(history);
  }

  /**
   * The best epoch.
   *
   * @param epoch counted from 1
   * @param objective the criterion's value, the lowest of all epochs
   */
  public record Best(int epoch, double objective) {}
}
