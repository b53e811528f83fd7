package org.latent4j.report;

import java.util.List;
import java.util.OptionalDouble;
import org.latent4j.evaluation.Evaluation;

/**
 * What came of training a model with one seed.
 *
 * @param trainSeconds the wall time that training took; empty if unknown
 * @param history the epochs in order; empty if unknown
 */
public record SeedResult(
    long seed, Evaluation evaluation, OptionalDouble trainSeconds, List<EpochValues> history) {
  public SeedResult {
    history = List.copyOf(history);
  }
}
