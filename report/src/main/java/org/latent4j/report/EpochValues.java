package org.latent4j.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch came to on one split.
 *
 * @param epoch counted from 1
 * @param split {@code train} or {@code validation}
 * @param values by name, such as {@code elbo}; in the order they are shown
 */
public record EpochValues(int epoch, String split, Map<String, Double> values) {
  public EpochValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
