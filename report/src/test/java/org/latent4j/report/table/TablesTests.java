package org.latent4j.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SyntheticResults;
import org.latent4j.report.statistics.Spread;

class TablesTests {
  private static List<NamedCsvRecord> records(Report report) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(CsvTable.of(report))) {
      return reader.stream().toList();
    }
  }

  private static NamedCsvRecord record(Report report, String model, String metric)
      throws IOException {
    return records(report).stream()
        .filter(record -> record.getField("model").equals(model))
        .filter(record -> record.getField("metric").equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** The same models under other names and another title. */
  private static Report renamed(Report report, String title, String name) {
    ModelResult model = report.models().get(0);
    return new Report(
        title,
        report.lead(),
        report.data(),
        Optional.empty(),
        List.of(new ModelResult(name, "", model.seeds(), Optional.empty(), Optional.empty())),
        report.settings(),
        List.of());
  }

  @Test
  void csvHasALineForEachModelAndMetricWithItsUnitAndAllDigits() throws IOException {
    Report report = SyntheticResults.comparison(3);
    assertThat(records(report)).hasSize(report.models().size() * report.metrics().size());
    NamedCsvRecord elbo = record(report, "vae", "elbo");
    Spread spread = Spread.of(report.models().get(0), "elbo");
    assertThat(elbo.getField("unit")).isEqualTo("nats per example");
    assertThat(elbo.getField("better")).isEqualTo("higher is better");
    assertThat(elbo.getField("seeds")).isEqualTo("3");
    assertThat(Double.parseDouble(elbo.getField("mean"))).isEqualTo(spread.mean().orElseThrow());
    assertThat(Double.parseDouble(elbo.getField("standard deviation over seeds")))
        .isEqualTo(spread.deviation().orElseThrow());
    assertThat(Double.parseDouble(elbo.getField("standard error over examples")))
        .isEqualTo(spread.standardError().orElseThrow());
    assertThat(record(report, "vae", "parameters").getField("mean")).isEqualTo("652824");
  }

  @Test
  void csvLeavesEmptyWhatThereIsNotAndSaysWhy() throws IOException {
    NamedCsvRecord absent = record(SyntheticResults.comparison(1), "aae", "elbo");
    assertThat(absent.getField("mean")).isEmpty();
    assertThat(absent.getField("why there is none")).contains("evidence lower bound");
    NamedCsvRecord single = record(SyntheticResults.comparison(1), "vae", "elbo");
    assertThat(single.getField("standard deviation over seeds")).isEmpty();
    assertThat(single.getField("standard error over examples")).isEqualTo("0.31");
  }

  @Test
  void csvQuotesWhatNeedsIt() throws IOException {
    Report report = renamed(SyntheticResults.comparison(1), "t", "a, \"b\"");
    assertThat(records(report).get(0).getField("model")).isEqualTo("a, \"b\"");
  }

  @Test
  void latexHasALineForEachMetricAndSaysWhatFollowsTheSign() {
    String table = LatexTable.of(SyntheticResults.comparison(3));
    assertThat(table)
        .containsSubsequence(
            "% VAE, β-VAE and AAE on sprites.\n",
            "\\begin{tabular}{lrrr}",
            "\\toprule",
            "Metric & vae & beta-vae & aae \\\\",
            "\\midrule",
            "ELBO (nats per example) & $-$65.554 $\\pm$ 0.081 & $-$73.12 $\\pm$ 0.37 & -- \\\\",
            "MMD\\textsuperscript{2} & ",
            "Parameters & 652\\,824 & 652\\,824 & 1\\,213\\,425 \\\\",
            "\\bottomrule",
            "Mean $\\pm$ standard deviation over 3 seeds.",
            "\\end{tabular}");
    assertThat(LatexTable.of(SyntheticResults.comparison(1)))
        .contains("$\\pm$ is the standard error over test examples");
  }

  @Test
  void latexHasALineForEachModelWhereTheyAreMany() {
    Report report = SyntheticResults.sweep();
    String table = LatexTable.of(report);
    assertThat(table).contains("beta-vae $\\beta$ = 0.25 & ");
    int columns = report.metrics().size() + 1;
    assertThat(table.lines().filter(line -> line.endsWith("\\\\")))
        .hasSize(report.models().size() + 1)
        .allMatch(line -> line.split(" & ", -1).length == columns);
  }

  @Test
  void latexTakesNothingOfANameForACommand() {
    String table =
        LatexTable.of(renamed(SyntheticResults.comparison(1), "a\nb", "50 % _x_ {&} \\y#$^~"));
    assertThat(table)
        .startsWith("% a b.\n")
        .contains(
            "50 \\% \\_x\\_ \\{\\&\\} \\textbackslash{}y\\#\\$\\textasciicircum{}\\textasciitilde{}");
  }
}
