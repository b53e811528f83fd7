package org.latent4j.report.html;

import io.pebbletemplates.pebble.PebbleEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Pattern SECTION =
      Pattern.compile("<section id=\"([^\"]+)\">\\s*<h2>(.*?)</h2>");

  /** What stands for a setting that is not in use. */
  private static final Set<String> UNSET = Set.of("none", "null", "[]", "{}", "");

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
    view.put("further", FurtherMetrics.of(report));
    view.put("charts", charts);
    view.put("bounded", Likelihoods.bounded(report.models()));
    view.put("pictures", Pictures.of(report));
    view.put("limits", Limits.of(report));
    view.put("settings", report.settings().stream().map(HtmlReport::settings).toList());
    PebbleEngine templates = PageParts.templates();
    String main = text(templates, "main", view);
    view.put("main", main);
    view.put("contents", contents(main));
    view.put("style", PageParts.text("report.css"));
    view.put("echarts", PageParts.charts());
    view.put("script", PageParts.script());
    view.put("chartJson", ChartData.json(charts));
    return text(templates, "page", view);
  }

  private static String text(PebbleEngine templates, String name, Map<String, Object> view) {
    StringWriter text = new StringWriter();
    try {
      templates.getTemplate(name).evaluate(text, view, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The sections that there are, by what they call themselves. */
  private static List<Object> contents(String main) {
    return SECTION
        .matcher(main)
        .results()
        .map(section -> (Object) Map.of("id", section.group(1), "title", section.group(2)))
        .toList();
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
    List<String> unset = new ArrayList<>();
    group
        .entries()
        .forEach(
            (name, value) -> {
              if (UNSET.contains(value)) {
                unset.add(name);
              } else {
                entries.add(Map.of("name", name, "value", value));
              }
            });
    return Map.of("title", group.title(), "entries", entries, "unset", String.join(", ", unset));
  }

  private static Map<String, Object> data(DataSummary data) {
    return Map.of(
        "name", data.name(),
        "shape", data.shape().toString(),
        "train", Numbers.plain(data.train()),
        "validation", data.validation() > 0 ? Numbers.plain(data.validation()) : "",
        "test", Numbers.plain(data.test()));
  }
}
