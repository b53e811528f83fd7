package org.latent4j.report.html;

import java.util.List;
import java.util.Map;
import org.latent4j.report.Metric;
import org.latent4j.report.Report;

/** Metrics that a report has no number of because they were not asked for, and how to have them. */
final class FurtherMetrics {
  private FurtherMetrics() {}

  /** In the order in which the report would show them. */
  static List<Object> of(Report report) {
    List<String> shown = report.metrics();
    return Metric.known().stream()
        .filter(metric -> !metric.key().equals(Metric.TRAIN_SECONDS))
        .filter(metric -> !shown.contains(metric.key()))
        .map(metric -> Metric.of(metric.key(), report.models()))
        .map(
            metric ->
                (Object)
                    Map.of(
                        "title",
                        metric.title(),
                        "meaning",
                        metric.meaning(),
                        "command",
                        command(metric.key())))
        .toList();
  }

  /**
   * What estimates them for the run or the comparison in whose folder the page lies.
   *
   * @param metrics their names, joined by commas
   */
  static String command(String metrics) {
    return "latent4j evaluate . --metrics " + metrics;
  }
}
