package org.latent4j.evaluation.representation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latent4j.evaluation.Estimate;

/** Gaps between the two best dimensions for each factor, each gap the mean over examples. */
final class Gaps {
  private final List<String> factors;
  private final double[] examples;
  private final List<Double> parts = new ArrayList<>();

  Gaps(List<String> factors, int examples) {
    this.factors = factors;
    this.examples = new double[examples];
  }

  /**
   * Adds the gap of the next factor.
   *
   * @param gap of each example
   */
  void add(double[] gap) {
    for (int i = 0; i < gap.length; i++) {
      examples[i] += gap[i] / factors.size();
    }
    parts.add(Points.mean(gap) / factors.size());
  }

  /** The mean over factors, with its standard error over examples, and the factors' parts in it. */
  Estimate estimate(Map<String, Object> settings) {
    settings.put("by_factor", parts.stream().map(part -> part * factors.size()).toList());
    return Points.estimate(examples, settings).withParts(parts);
  }
}
