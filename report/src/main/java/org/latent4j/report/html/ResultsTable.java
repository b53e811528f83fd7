package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.Figure;
import org.latent4j.report.statistics.Finding;
import org.latent4j.report.statistics.Spread;

/**
 * The table of metrics by model: values with their spread, the best marked, absent ones explained.
 */
final class ResultsTable {
  /** With more models than this, models are rows and metrics columns. */
  private static final int WIDEST = 4;

  private static final int BESIDE = 8;

  private final Report report;
  private final List<String> metrics;
  private final List<Finding> findings;
  private final List<String> notes = new ArrayList<>();

  ResultsTable(Report report) {
    this.report = report;
    this.metrics = report.metrics();
    this.findings = Finding.of(report.models(), metrics);
  }

  Map<String, Object> view() {
    List<Object> rows = new ArrayList<>();
    List<Object> without = new ArrayList<>();
    for (String key : metrics) {
      Metric metric = Metric.of(key, report.models());
      if (report.models().stream().allMatch(model -> Spread.of(model, key).reason().isPresent())) {
        without.add(without(metric));
        continue;
      }
      rows.add(row(metric));
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("rows", rows);
    view.put("parts", parts(rows));
    view.put("transposed", report.models().size() > WIDEST);
    view.put("without", without);
    view.put("notes", notes());
    view.put("spread", spreadWords());
    view.put("marks", findings.stream().anyMatch(finding -> finding.best().isPresent()));
    view.put("purposes", purposes());
    return view;
  }

  private Map<String, Object> row(Metric metric) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("title", metric.title());
    row.put("unit", metric.unit());
    row.put("meaning", metric.meaning());
    row.put("better", metric.better().words());
    row.put("cells", report.models().stream().map(model -> cell(model, metric.key())).toList());
    return row;
  }

  /** As many metrics as stand side by side on a page. */
  private static List<List<Object>> parts(List<Object> rows) {
    List<List<Object>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += BESIDE) {
      parts.add(rows.subList(from, Math.min(from + BESIDE, rows.size())));
    }
    return parts;
  }

  /** A metric that no model has a value of: words in place of a row of none. */
  private Map<String, Object> without(Metric metric) {
    List<String> letters =
        report.models().stream()
            .flatMap(model -> reason(model, metric.key()).stream())
            .distinct()
            .map(this::note)
            .toList();
    return Map.of("title", metric.title(), "notes", String.join(", ", letters));
  }

  /** Findings by what a reader may want a model for. */
  private List<Object> purposes() {
    List<Object> purposes = new ArrayList<>();
    for (Metric.Purpose purpose : Metric.Purpose.values()) {
      List<Map<String, String>> own =
          findings.stream()
              .filter(finding -> finding.metric().purpose() == purpose)
              .map(finding -> Map.of("title", finding.metric().title(), "words", finding.words()))
              .toList();
      if (!own.isEmpty()) {
        purposes.add(Map.of("words", purpose.words(), "findings", own));
      }
    }
    return purposes;
  }

  private String spreadWords() {
    boolean single = report.models().stream().allMatch(model -> model.seeds().size() == 1);
    return Figure.meaning(report.models())
        + (single && !findings.isEmpty()
            ? ", and differences are those of these trainings alone"
            : "");
  }

  private Map<String, Object> cell(ModelResult model, String key) {
    Spread spread = Spread.of(model, key);
    Optional<Figure> figure = Figure.of(spread);
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("value", figure.map(Figure::value).orElse("none"));
    cell.put("spread", figure.flatMap(Figure::spread).map(words -> "± " + words).orElse(""));
    cell.put("note", reason(model, key).or(() -> model.warning(key)).map(this::note).orElse(""));
    cell.put(
        "best",
        findings.stream()
            .anyMatch(
                finding ->
                    finding.metric().key().equals(key)
                        && finding.best().filter(model.name()::equals).isPresent()));
    return cell;
  }

  /** Why a model has no value; where it was not asked for, the command that adds it. */
  private static Optional<String> reason(ModelResult model, String key) {
    boolean asked =
        key.equals(Metric.TRAIN_SECONDS)
            || model.seeds().stream()
                .allMatch(seed -> seed.evaluation().estimates().containsKey(key));
    return asked
        ? Spread.of(model, key).reason()
        : Optional.of("it was not asked for; to add it: " + FurtherMetrics.command(key));
  }

  private List<Object> notes() {
    List<Object> lettered = new ArrayList<>();
    for (String reason : notes) {
      lettered.add(Map.of("letter", note(reason), "text", reason));
    }
    return lettered;
  }

  /** A letter for the footnote, the same for the same reason. */
  private String note(String reason) {
    if (!notes.contains(reason)) {
      notes.add(reason);
    }
    return String.valueOf((char) ('a' + notes.indexOf(reason)));
  }
}
