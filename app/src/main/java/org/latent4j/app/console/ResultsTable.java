package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Numbers;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.DensityLimits;
import org.latent4j.report.statistics.Spread;

/**
 * Metrics of models as a table: a line for each model, mean ± spread; then why a value is absent.
 */
public final class ResultsTable {
  private ResultsTable() {}

  /**
   * The table, without a line end after its last line.
   *
   * @param width how many characters a line may have; empty for any number
   */
  public static String of(Report report, OptionalInt width) {
    List<String> metrics = new ArrayList<>(report.models().get(0).metrics());
    metrics.add(Metric.TRAIN_SECONDS);
    List<String> heads = new ArrayList<>(List.of(""));
    report.models().forEach(model -> heads.add(model.name()));
    TextTable table = TextTable.ofNumbers(heads);
    AbsentValues absent = new AbsentValues();
    Set<String> notes = new LinkedHashSet<>();
    for (String key : metrics) {
      Metric metric = Metric.of(key, report.models());
      List<String> row = new ArrayList<>();
      row.add(metric.title() + (metric.unit().isEmpty() ? "" : " (" + metric.unit() + ")"));
      for (ModelResult model : report.models()) {
        Spread spread = Spread.of(model, key);
        row.add(cell(spread));
        spread
            .reason()
            .filter(reason -> BaseMeasure.metricInSourceUnits(key).isEmpty())
            .ifPresent(reason -> absent.add(model.name(), key, reason));
        model
            .warning(key)
            .ifPresent(warning -> notes.add(model.name() + ", " + key + ": " + warning));
      }
      table.row(row);
    }
    notes.addAll(DensityLimits.of(report.models()));
    StringBuilder text = new StringBuilder(table.within(width));
    List<String> sentences = new ArrayList<>(absent.sentences());
    sentences.addAll(notes);
    sentences.add(spreadWords(report));
    sentences.forEach(sentence -> text.append("\n\n").append(Lines.wrapped(sentence, width)));
    return text.toString();
  }

  private static String spreadWords(Report report) {
    int seeds = report.models().get(0).seeds().size();
    return seeds > 1
        ? "± is the standard deviation over " + seeds + " seeds."
        : "± is the standard error over test examples; for the scatter between trainings use"
            + " --seeds.";
  }

  private static String cell(Spread spread) {
    if (spread.mean().isEmpty()) {
      return "-";
    }
    double mean = spread.mean().getAsDouble();
    double scatter =
        spread.deviation().isPresent()
            ? spread.deviation().getAsDouble()
            : spread.standardError().orElse(0);
    return scatter > 0
        ? Numbers.beside(mean, scatter) + " ± " + Numbers.spread(scatter)
        : Numbers.plain(mean);
  }
}
