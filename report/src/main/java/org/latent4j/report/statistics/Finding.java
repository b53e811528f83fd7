package org.latent4j.report.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

/**
 * What the seeds allow to say of one metric: which model is best, if any is clear of all others.
 *
 * @param best the name of the best model; empty if no model is clear of all others
 * @param words one sentence
 */
public record Finding(Metric metric, Optional<String> best, String words) {

  /**
   * One finding for each metric that has a better direction and that at least two models have;
   * nothing if there are fewer than two seeds, or the models' seeds differ.
   */
  public static List<Finding> of(List<ModelResult> models, List<String> metrics) {
    List<Finding> findings = new ArrayList<>();
    if (!comparable(models)) {
      return findings;
    }
    for (String key : metrics) {
      Metric metric = Metric.of(key);
      List<ModelResult> having =
          models.stream().filter(model -> Spread.of(model, key).reason().isEmpty()).toList();
      if (metric.better() != Metric.Direction.NEITHER && having.size() > 1) {
        findings.add(of(having, metric));
      }
    }
    return findings;
  }

  /** Whether each model was trained with the same seeds, two or more. */
  public static boolean comparable(List<ModelResult> models) {
    List<Long> seeds = seeds(models.get(0));
    return models.size() > 1
        && seeds.size() > 1
        && models.stream().allMatch(model -> seeds(model).equals(seeds));
  }

  private static List<Long> seeds(ModelResult model) {
    return model.seeds().stream().map(SeedResult::seed).toList();
  }

  private static Finding of(List<ModelResult> models, Metric metric) {
    int sign = metric.better() == Metric.Direction.HIGHER ? 1 : -1;
    List<ModelResult> ranked =
        models.stream()
            .sorted(
                Comparator.comparingDouble(
                    model -> -sign * Spread.of(model, metric.key()).mean().orElseThrow()))
            .toList();
    ModelResult first = ranked.get(0);
    ModelResult second = ranked.get(1);
    boolean clear = true;
    for (ModelResult other : ranked.subList(1, ranked.size())) {
      clear &= difference(first, other, metric).isClear();
    }
    PairedDifference lead = difference(first, second, metric);
    String extreme = sign > 0 ? "highest" : "lowest";
    String interval = "95 % interval " + interval(lead, sign);
    int seeds = first.seeds().size();
    String words =
        lead.isClear()
            ? first.name()
                + " has the "
                + extreme
                + " value, "
                + size(lead)
                + (metric.unit().startsWith("nats") ? " " + metric.unit() : "")
                + (sign > 0 ? " above " : " below ")
                + second.name()
                + (" (" + interval + ", paired over " + seeds + " seeds).")
            : first.name()
                + " has the "
                + extreme
                + " mean, but "
                + seeds
                + " seeds do not tell it from "
                + second.name()
                + (" (difference " + size(lead) + ", " + interval + ").");
    return new Finding(metric, clear ? Optional.of(first.name()) : Optional.empty(), words);
  }

  private static PairedDifference difference(ModelResult a, ModelResult b, Metric metric) {
    return PairedDifference.between(
        Spread.of(a, metric.key()).values(), Spread.of(b, metric.key()).values());
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
