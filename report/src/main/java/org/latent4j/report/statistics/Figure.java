package org.latent4j.report.statistics;

import java.util.List;
import java.util.Optional;
import org.latent4j.evaluation.Numbers;
import org.latent4j.report.ModelResult;

/**
 * A metric of a model as it is read in a table: its mean and what may follow ±.
 *
 * @param value the mean over seeds, to the digits that its spread allows
 * @param spread the standard deviation over seeds; with one seed, the standard error over examples;
 *     empty where there is none, or it is 0, as of a count that all seeds agree on
 */
public record Figure(String value, Optional<String> spread) {

  /** Empty where there is no value. */
  public static Optional<Figure> of(Spread spread) {
    if (spread.mean().isEmpty()) {
      return Optional.empty();
    }
    double mean = spread.mean().getAsDouble();
    double scatter = spread.deviation().orElse(spread.standardError().orElse(0));
    return Optional.of(
        scatter > 0
            ? new Figure(Numbers.beside(mean, scatter), Optional.of(Numbers.spread(scatter)))
            : new Figure(Numbers.plain(mean), Optional.empty()));
  }

  /** What ± stands for in these models' figures; begins a sentence, without a full stop. */
  public static String meaning(List<ModelResult> models) {
    int seeds = models.stream().mapToInt(model -> model.seeds().size()).max().orElse(1);
    return seeds > 1
        ? "Mean ± standard deviation over " + seeds + " seeds"
        : "± is the standard error over test examples; one seed, so the scatter between trainings"
            + " is unknown";
  }
}
