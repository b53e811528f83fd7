package org.latent4j.experiments;

import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/**
 * How a trained model is evaluated, as a configuration writes it under {@code evaluation}.
 *
 * @param elboSamples draws from q(z|x) for each example, over which the evidence lower bound is
 *     averaged
 */
public record EvaluationSettings(int elboSamples) {
  private static final Option<Integer> ELBO_SAMPLES =
      Option.integer("elbo-samples", 10, "draws from q(z|x) for each example, for the ELBO")
          .where(n -> n >= 1, "at least 1");

  /** The settings as options; each default is written there. */
  public static final List<Option<?>> OPTIONS = List.of(ELBO_SAMPLES);

  /**
   * Settings as a configuration writes them.
   *
   * @throws Latent4jException for an unknown key or a value not allowed
   */
  public static EvaluationSettings of(Map<String, ?> given) {
    return new EvaluationSettings(Options.resolve("evaluation", OPTIONS, given).get(ELBO_SAMPLES));
  }

  Map<String, Object> toMap() {
    return Map.of(ELBO_SAMPLES.name(), elboSamples);
  }
}
