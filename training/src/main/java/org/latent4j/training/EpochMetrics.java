package org.latent4j.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch came to on one split.
 *
 * @param epoch counted from 1
 * @param split {@link #TRAIN} or {@link #VALIDATION}
 * @param terms means over the split's examples, in nats unless the model says otherwise, in order:
 *     for each phase its objective ({@code objective}, or {@code PHASE_objective} where there are
 *     several phases) and its terms (under their own names, or {@code PHASE_TERM} where several
 *     phases have a term of that name); on held-out examples, {@code objective} is the criterion
 * @param seconds the time it took
 */
public record EpochMetrics(int epoch, String split, Map<String, Double> terms, double seconds) {
  public static final String TRAIN = "train";
  public static final String VALIDATION = "validation";
  public static final String OBJECTIVE = "objective";

  public EpochMetrics {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /**
   * The term {@link #OBJECTIVE}.
   *
   * @throws IllegalStateException if there is none, as with several phases in training
   */
  public double objective() {
    Double objective = terms.get(OBJECTIVE);
    if (objective == null) {
      throw new IllegalStateException("no objective among " + terms.keySet());
    }
    return objective;
  }
}
