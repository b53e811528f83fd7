package org.latent4j.report.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.latent4j.evaluation.Estimate;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

/**
 * A metric of a model over its seeds.
 *
 * @param values one for each seed, in the seeds' order; empty if any seed has none
 * @param mean over seeds; empty where there are no values
 * @param deviation the sample standard deviation over seeds; empty for fewer than two
 * @param standardError over examples, the root mean square of the seeds' own; empty where there is
 *     none
 * @param reason why there is no value, of the first seed without one; empty if there is one
 */
public record Spread(
    List<Double> values,
    OptionalDouble mean,
    OptionalDouble deviation,
    OptionalDouble standardError,
    Optional<String> reason) {

  /** A metric of a model, the training time included. */
  public static Spread of(ModelResult model, String metric) {
    List<Estimate> estimates = model.seeds().stream().map(seed -> estimate(seed, metric)).toList();
    Optional<String> reason =
        estimates.stream().flatMap(estimate -> estimate.reason().stream()).findFirst();
    if (reason.isPresent()) {
      return new Spread(
          List.of(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          reason);
    }
    List<Double> values = new ArrayList<>();
    double errors = 0;
    boolean haveErrors = true;
    for (Estimate estimate : estimates) {
      values.add(estimate.value().orElseThrow());
      haveErrors &= estimate.standardError().isPresent();
      double error = estimate.standardError().orElse(0);
      errors += error * error;
    }
    double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new Spread(
        List.copyOf(values),
        OptionalDouble.of(Mean.of(numbers).getAsDouble()),
        numbers.length < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(StandardDeviation.of(numbers).getAsDouble()),
        haveErrors ? OptionalDouble.of(Math.sqrt(errors / numbers.length)) : OptionalDouble.empty(),
        Optional.empty());
  }

  /** A seed's estimate of a metric, the training time included. */
  public static Estimate estimate(SeedResult seed, String metric) {
    if (!metric.equals(Metric.TRAIN_SECONDS)) {
      return seed.evaluation().get(metric);
    }
    return seed.trainSeconds().isPresent()
        ? Estimate.of(seed.trainSeconds().getAsDouble(), Map.of())
        : Estimate.absent("the training time is unknown");
  }
}
