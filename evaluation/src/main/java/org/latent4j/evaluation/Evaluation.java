package org.latent4j.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** The estimate of a metric; an absent one if it was not evaluated. */
  public Estimate get(String metric) {
    return estimates.getOrDefault(metric, Estimate.absent("it was not evaluated"));
  }
}
