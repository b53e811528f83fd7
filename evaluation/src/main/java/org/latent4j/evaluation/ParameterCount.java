package org.latent4j.evaluation;

import java.util.List;
import java.util.Map;
import org.latent4j.api.tensor.RandomStream;

/**
 * {@code parameters}: how many numbers training moves, those of a discriminator and of a learned
 * prior or likelihood included.
 */
public final class ParameterCount implements Estimator {
  /** There is nothing to choose. */
  public ParameterCount() {}

  @Override
  public List<String> metrics() {
    return List.of("parameters");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    double count = subject.model().parameters().trainable().count();
    return Map.of("parameters", Estimate.of(count, Map.of()));
  }
}
