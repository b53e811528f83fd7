package org.latent4j.report.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.latent4j.evaluation.Numbers;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;

/**
 * What the numbers allow to say of one metric: which model is best, if any is clear of all others
 * over seeds; or which of some trainings is, over examples.
 *
 * @param best the name of the best model; empty if no model is clear of all others over seeds
 * @param words one sentence
 */
public record Finding(Metric metric, Optional<String> best, String words) {

  /**
   * One finding for each metric that has a better direction, that at least two models have and
   * whose values can be {@linkplain Pairing paired}.
   */
  public static List<Finding> of(List<ModelResult> models, List<String> metrics) {
    List<Finding> findings = new ArrayList<>();
    for (String key : metrics) {
      Metric metric = Metric.of(key, models);
      List<ModelResult> having =
          models.stream().filter(model -> Spread.of(model, key).reason().isEmpty()).toList();
      if (metric.better() != Metric.Direction.NEITHER && having.size() > 1) {
        of(having, metric).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> of(List<ModelResult> models, Metric metric) {
    int sign = metric.better() == Metric.Direction.HIGHER ? 1 : -1;
    List<ModelResult> ranked =
        models.stream()
            .sorted(
                Comparator.comparingDouble(
                    model -> -sign * Spread.of(model, metric.key()).mean().orElseThrow()))
            .toList();
    ModelResult first = ranked.get(0);
    boolean clear = true;
    for (ModelResult other : ranked.subList(1, ranked.size())) {
      Optional<Pairing> pairing = Pairing.of(first, other, metric.key());
      if (pairing.isEmpty()) {
        return Optional.empty();
      }
      clear &= pairing.get().difference().isClear();
    }
    ModelResult second = ranked.get(1);
    Pairing lead = Pairing.of(first, second, metric.key()).orElseThrow();
    // One training tells nothing of a model's others.
    boolean best = clear && lead.over() == Pairing.Over.SEEDS;
    return Optional.of(
        new Finding(
            metric,
            best ? Optional.of(first.name()) : Optional.empty(),
            words(first.name(), second.name(), metric, lead)));
  }

  private static String words(String first, String second, Metric metric, Pairing lead) {
    int sign = metric.better() == Metric.Direction.HIGHER ? 1 : -1;
    PairedDifference difference = lead.difference();
    String extreme = sign > 0 ? "highest" : "lowest";
    String interval = "95 % interval " + interval(difference, sign);
    String pairs =
        switch (lead.over()) {
          case SEEDS -> lead.count() + " seeds";
          case EXAMPLES -> Numbers.plain(lead.count()) + " examples";
        };
    if (difference.isNone()) {
      return first + " and " + second + " have the same values (" + pairs + ").";
    }
    return difference.isClear()
        ? first
            + " has the "
            + extreme
            + " value, "
            + size(difference)
            + (metric.unit().startsWith("nats") ? " " + metric.unit() : "")
            + (sign > 0 ? " above " : " below ")
            + second
            + (" (" + interval + ", paired over " + pairs + ").")
        : first
            + " has the "
            + extreme
            + " mean, but "
            + pairs
            + " do not tell it from "
            + second
            + (" (difference " + size(difference) + ", " + interval + ").");
  }

  private static String size(PairedDifference lead) {
    return Numbers.beside(Math.abs(lead.mean()), half(lead));
  }

  private static String interval(PairedDifference lead, int sign) {
    double low = sign > 0 ? lead.low() : -lead.high();
    double high = sign > 0 ? lead.high() : -lead.low();
    return Numbers.beside(low, half(lead)) + " to " + Numbers.beside(high, half(lead));
  }

  private static double half(PairedDifference lead) {
    return (lead.high() - lead.low()) / 2;
  }
}
