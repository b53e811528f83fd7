package org.latent4j.report;

import java.util.List;
import java.util.Optional;
import org.latent4j.evaluation.BaseMeasure;

/**
 * What came of one model.
 *
 * @param name its key, such as {@code beta-vae}; shown as it is
 * @param description what it minimises, in one line
 * @param seeds one result for each seed it was trained with, at least one
 * @param exhibit what the first seed's model makes; empty for none
 * @param sweep the place on a swept curve; empty for a model on its own
 */
public record ModelResult(
    String name,
    String description,
    List<SeedResult> seeds,
    Optional<Exhibit> exhibit,
    Optional<SweepPoint> sweep) {
  public ModelResult {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("model '" + name + "' has no results");
    }
  }

  /** Whether a metric is of values for which the likelihood has no density, at any seed. */
  public boolean isBetweenEnds(String metric) {
    return seeds.stream()
        .map(seed -> seed.evaluation().get(metric))
        .anyMatch(estimate -> BaseMeasure.insteadOfDensity(estimate).isPresent());
  }

  /** Why a metric's values are not to be taken as they stand, of the first seed of which so. */
  public Optional<String> warning(String metric) {
    return seeds.stream()
        .flatMap(seed -> seed.evaluation().get(metric).warning().stream())
        .findFirst();
  }

  /** The names of its metrics, in the order they are shown. */
  public List<String> metrics() {
    return List.copyOf(seeds.get(0).evaluation().estimates().keySet());
  }
}
