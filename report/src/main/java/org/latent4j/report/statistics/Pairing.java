package org.latent4j.report.statistics;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.latent4j.evaluation.Estimate;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

/**
 * How the values of two models are paired.
 *
 * @param over what each has one value for
 * @param count how many pairs there are
 */
public record Pairing(Over over, int count, PairedDifference difference) {
  /** What values are paired over. */
  public enum Over {
    /** Trainings: what the difference says holds for the models. */
    SEEDS,
    /** Test examples, of one training each: it holds for these two trainings alone. */
    EXAMPLES
  }

  /**
   * The first model's values of a metric minus the second's; empty where one has none, their seeds
   * differ, or with one seed the metric is no mean over examples.
   */
  public static Optional<Pairing> of(ModelResult a, ModelResult b, String metric) {
    if (!seeds(a).equals(seeds(b))
        || Spread.of(a, metric).reason().isPresent()
        || Spread.of(b, metric).reason().isPresent()) {
      return Optional.empty();
    }
    return a.seeds().size() > 1
        ? between(Over.SEEDS, Spread.of(a, metric).values(), Spread.of(b, metric).values())
        : overExamples(estimate(a, metric), estimate(b, metric));
  }

  /** Over the examples that both have, by their row numbers in the data. */
  private static Optional<Pairing> overExamples(Estimate a, Estimate b) {
    SortedMap<Integer, Double> ofA = a.examplesByRow();
    SortedMap<Integer, Double> ofB = b.examplesByRow();
    ofA.keySet().retainAll(ofB.keySet());
    ofB.keySet().retainAll(ofA.keySet());
    return between(Over.EXAMPLES, List.copyOf(ofA.values()), List.copyOf(ofB.values()));
  }

  private static Optional<Pairing> between(Over over, List<Double> a, List<Double> b) {
    return a.size() == b.size() && a.size() > 1
        ? Optional.of(new Pairing(over, a.size(), PairedDifference.between(a, b)))
        : Optional.empty();
  }

  private static Estimate estimate(ModelResult model, String metric) {
    return Spread.estimate(model.seeds().get(0), metric);
  }

  private static List<Long> seeds(ModelResult model) {
    return model.seeds().stream().map(SeedResult::seed).toList();
  }
}
