package org.latent4j.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.ResultsTable;
import org.latent4j.evaluation.catalog.Estimators;
import org.latent4j.report.Report;
import org.latent4j.report.json.MetricsDocument;

/** Prints what an experiment came to. */
final class ExperimentOutput {
  private ExperimentOutput() {}

  /** The table, or the document that {@code metrics.json} holds; last, where the report is. */
  static void print(Report report, Path folder, Console console) {
    String page = folder.resolve("report.html").toString();
    console.result(
        ResultsTable.of(report, console.columns())
            + furtherMetrics(report, folder, console)
            + "\n\n"
            + page,
        MetricsDocument.of(report));
    if (console.isJson()) {
      console.remark(page);
    }
  }

  /** Which metrics were not asked for, and how they are had without training again. */
  private static String furtherMetrics(Report report, Path folder, Console console) {
    List<String> further = new ArrayList<>(Estimators.metrics());
    report.models().forEach(model -> further.removeAll(model.metrics()));
    return further.isEmpty()
        ? ""
        : "\n\n"
            + console.wrapped(
                "Not estimated, as not asked for: "
                    + String.join(", ", further)
                    + ". To add some: latent4j evaluate "
                    + folder
                    + " --metrics NAME,...");
  }
}
