package org.latent4j.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The metrics of one model on one data set.
 *
 * @param examples how many examples the data set has
 * @param estimates by metric name, in the order they are shown
 */
public record Evaluation(int examples, Map<String, Estimate> estimates) {
  public Evaluation {
    estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
  }

  /**
   * The estimate of a metric; an absent one if it was not evaluated, or is in the units of the
   * data's source and absent in those of the data.
   */
  public Estimate get(String metric) {
    Estimate found = estimates.get(metric);
    if (found != null) {
      return found;
    }
    return BaseMeasure.metricInSourceUnits(metric)
        .map(this::get)
        .filter(estimate -> estimate.reason().isPresent())
        .orElse(Estimate.absent("it was not evaluated"));
  }

  /** A line for each metric, such as {@code elbo: −71.60 ± 0.62}. */
  @Override
  public String toString() {
    return estimates.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
