package org.latent4j.evaluation.representation;

import java.util.List;
import java.util.Map;
import org.latent4j.evaluation.Estimate;

/** Gaps between the two best dimensions, one for each factor. */
final class Gaps {
  private Gaps() {}

  /** Their mean, with the factors' parts in it. */
  static Estimate mean(List<Double> gaps, Map<String, Object> settings) {
    settings.put("by_factor", gaps);
    return Estimate.of(gaps.stream().mapToDouble(gap -> gap).average().orElseThrow(), settings)
        .withParts(gaps.stream().map(gap -> gap / gaps.size()).toList());
  }
}
