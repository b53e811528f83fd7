package org.latent4j.report.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.Spread;

/**
 * Results as comma-separated values (RFC 4180, lines ended by LF): a line for each model and
 * metric, numbers in full, and nothing in a field that has no value.
 */
public final class CsvTable {
  private CsvTable() {}

  /** The whole file, its header included. */
  public static String of(Report report) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          "model",
          "metric",
          "unit",
          "better",
          "seeds",
          "mean",
          "standard deviation over seeds",
          "standard error over examples",
          "why there is none");
      for (ModelResult model : report.models()) {
        for (String key : report.metrics()) {
          Metric metric = Metric.of(key, report.models());
          Spread spread = Spread.of(model, key);
          csv.writeRecord(
              model.name(),
              key,
              metric.unit(),
              metric.better().words(),
              Integer.toString(model.seeds().size()),
              number(spread.mean()),
              number(spread.deviation()),
              number(spread.standardError()),
              spread.reason().orElse(""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A count without a fraction, anything else with all its digits. */
  private static String number(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    double number = value.getAsDouble();
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
