package org.latent4j.report.html;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.evaluation.Numbers;
import org.latent4j.report.DataSummary;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.Settings;
import org.latent4j.runtime.storage.AtomicFiles;

/**
 * A report as one HTML file that needs nothing else: no network, no other files. Tables and
 * pictures are there without JavaScript; charts need it.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** The page. */
  public static String of(Report report) {
    Map<String, Object> charts = ChartData.of(report);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("title", report.title());
    view.put("lead", report.lead());
    view.put("data", data(report.data()));
    view.put("several", report.models().size() > 1);
    view.put("severalSeeds", report.models().stream().anyMatch(model -> model.seeds().size() > 1));
    view.put("models", models(report));
    view.put(
        "colors",
        Palette.of(report.models()).stream()
            .map(color -> Map.of("light", color.light(), "dark", color.dark()))
            .toList());
    view.put("table", new ResultsTable(report).view());
    view.put("charts", charts);
    view.put("bounded", Likelihoods.bounded(report.models()));
    view.put("pictures", Pictures.of(report));
    view.put("limits", Limits.of(report));
    view.put("settings", report.settings().stream().map(HtmlReport::settings).toList());
    view.put("style", PageParts.text("report.css"));
    view.put("echarts", PageParts.charts());
    view.put("script", PageParts.text("report.js"));
    view.put("chartJson", ChartData.json(charts));
    StringWriter page = new StringWriter();
    try {
      PageParts.page().evaluate(page, view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  /**
   * Writes the page.
   *
   * @throws org.latent4j.api.Latent4jException if it cannot be written
   */
  public static void write(Report report, Path file) {
    AtomicFiles.writeText(file, of(report));
  }

  private static List<Object> models(Report report) {
    List<Object> models = new ArrayList<>();
    for (int index = 0; index < report.models().size(); index++) {
      ModelResult model = report.models().get(index);
      models.add(
          Map.of(
              "name",
              model.name(),
              "description",
              model.description(),
              "index",
              index,
              "shape",
              index % Palette.SHAPES));
    }
    return models;
  }

  // The template engine cannot look into records and entries of modules that it does not know, so
  // it is given maps and lists alone.
  private static Map<String, Object> settings(Settings group) {
    List<Object> entries = new ArrayList<>();
    group.entries().forEach((name, value) -> entries.add(Map.of("name", name, "value", value)));
    return Map.of("title", group.title(), "entries", entries);
  }

  private static Map<String, Object> data(DataSummary data) {
    return Map.of(
        "name", data.name(),
        "shape", data.shape().toString(),
        "train", Numbers.plain(data.train()),
        "validation", Numbers.plain(data.validation()),
        "test", Numbers.plain(data.test()));
  }
}
