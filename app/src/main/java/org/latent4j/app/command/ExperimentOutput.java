package org.latent4j.app.command;

import java.nio.file.Path;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.ResultsTable;
import org.latent4j.report.Report;
import org.latent4j.report.json.MetricsDocument;

/** Prints what an experiment came to. */
final class ExperimentOutput {
  private ExperimentOutput() {}

  /** The table, or the document that {@code metrics.json} holds; last, where the report is. */
  static void print(Report report, Path folder, Console console) {
    String page = folder.resolve("report.html").toString();
    console.result(
        ResultsTable.of(report, console.columns()) + "\n\n" + page, MetricsDocument.of(report));
    if (console.isJson()) {
      console.remark(page);
    }
  }
}
