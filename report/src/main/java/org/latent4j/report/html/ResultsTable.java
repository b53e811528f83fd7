package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.latent4j.evaluation.Numbers;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.Finding;
import org.latent4j.report.statistics.Spread;

/**
 * The table of metrics by model: values with their spread, the best marked, absent ones explained.
 */
final class ResultsTable {
  /** With more models than this, models are rows and metrics columns. */
  private static final int WIDEST = 4;

  private final Report report;
  private final List<String> metrics;
  private final List<Finding> findings;
  private final List<String> notes = new ArrayList<>();

  ResultsTable(Report report) {
    this.report = report;
    this.metrics = metrics(report);
    this.findings = Finding.of(report.models(), metrics);
  }

  private static List<String> metrics(Report report) {
    Set<String> keys = new LinkedHashSet<>();
    report.models().forEach(model -> keys.addAll(model.metrics()));
    if (report.models().stream()
        .flatMap(model -> model.seeds().stream())
        .anyMatch(seed -> seed.trainSeconds().isPresent())) {
      keys.add(Metric.TRAIN_SECONDS);
    }
    return List.copyOf(keys);
  }

  Map<String, Object> view() {
    List<Object> rows = new ArrayList<>();
    for (String key : metrics) {
      Metric metric = Metric.of(key, report.models());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("title", metric.title());
      row.put("unit", metric.unit());
      row.put("meaning", metric.meaning());
      row.put(
          "better",
          switch (metric.better()) {
            case HIGHER -> "higher is better";
            case LOWER -> "lower is better";
            case NEITHER -> "";
          });
      row.put("cells", report.models().stream().map(model -> cell(model, key)).toList());
      rows.add(row);
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("rows", rows);
    view.put("transposed", report.models().size() > WIDEST);
    view.put("notes", notes());
    view.put("spread", spreadWords());
    view.put("marks", findings.stream().anyMatch(finding -> finding.best().isPresent()));
    view.put("purposes", purposes());
    return view;
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
    int seeds = report.models().stream().mapToInt(model -> model.seeds().size()).max().orElse(1);
    return seeds > 1
        ? "Mean ± standard deviation over " + seeds + " seeds"
        : "± is the standard error over test examples; one seed, so the scatter between trainings"
            + " is unknown"
            + (findings.isEmpty() ? "" : ", and differences are those of these trainings alone");
  }

  private Map<String, Object> cell(ModelResult model, String key) {
    Spread spread = Spread.of(model, key);
    Map<String, Object> cell = new LinkedHashMap<>();
    if (spread.mean().isEmpty()) {
      cell.put("value", "none");
      cell.put("spread", "");
      cell.put("note", note(spread.reason().orElse("")));
      cell.put("best", false);
      return cell;
    }
    double mean = spread.mean().getAsDouble();
    // A spread of 0 (a count that all seeds agree on) says nothing about digits.
    double scatter =
        spread.deviation().isPresent()
            ? spread.deviation().getAsDouble()
            : spread.standardError().orElse(0);
    boolean shown = scatter > 0;
    cell.put("value", shown ? Numbers.beside(mean, scatter) : Numbers.plain(mean));
    cell.put("spread", shown ? "± " + Numbers.spread(scatter) : "");
    cell.put("note", model.warning(key).map(this::note).orElse(""));
    cell.put(
        "best",
        findings.stream()
            .anyMatch(
                finding ->
                    finding.metric().key().equals(key)
                        && finding.best().filter(model.name()::equals).isPresent()));
    return cell;
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
