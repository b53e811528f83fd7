package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.report.Report;
import org.latent4j.report.SyntheticResults;

class HtmlReportTests {
  private static final Map<String, Report> REPORTS =
      Map.of(
          "comparison", SyntheticResults.comparison(3),
          "one-seed", SyntheticResults.comparison(1),
          "training", SyntheticResults.training(),
          "table", SyntheticResults.table(),
          "sweep", SyntheticResults.sweep());

  /** The pages stay under target/reports, to be looked at. */
  @ParameterizedTest
  @ValueSource(strings = {"comparison", "one-seed", "training", "table", "sweep"})
  void isWrittenAsOneFileOfReasonableSize(String name) throws Exception {
    Path file = Path.of("target", "reports", name + ".html");
    HtmlReport.write(REPORTS.get(name), file);
    assertThat(Files.size(file)).isLessThan(3_000_000);
  }
}
