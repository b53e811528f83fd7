package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.report.Examples;
import org.latent4j.report.Report;
import org.latent4j.report.SyntheticResults;

class ColumnDistributionsTests {
  @Test
  @SuppressWarnings("unchecked")
  void sharesAreOfAllRowsAndBinsHoldAlmostAllOfTheData() {
    Report report = SyntheticResults.table();
    Examples examples = report.examples().orElseThrow();
    List<Object> charts = ColumnDistributions.of(report.models(), examples);
    assertThat(charts).hasSize(4);
    for (Object chart : charts) {
      Map<String, Object> map = (Map<String, Object>) chart;
      List<Double> edges = (List<Double>) map.get("edges");
      assertThat(edges).hasSize(25).isSorted();
      List<Double> data = (List<Double>) map.get("data");
      double sum = data.stream().mapToDouble(Double::doubleValue).sum();
      // Half a percent on either side may be outside, to within the rounding at the edges.
      assertThat(sum).isBetween(0.985, 1.0 + 1e-9);
      assertThat((List<Object>) map.get("models")).hasSize(3);
    }
    // Of the first column, 1,000 normal draws, about half are below the mean.
    Map<String, Object> first = (Map<String, Object>) charts.get(0);
    List<Double> edges = (List<Double>) first.get("edges");
    List<Double> data = (List<Double>) first.get("data");
    double below = 0;
    for (int bin = 0; bin < data.size(); bin++) {
      below += edges.get(bin + 1) <= 0.12 ? data.get(bin) : 0;
    }
    assertThat(below).isCloseTo(0.5, within(0.1));
  }

  @Test
  void imagesHaveNone() {
    Report report = SyntheticResults.training();
    assertThat(ColumnDistributions.of(report.models(), report.examples().orElseThrow())).isEmpty();
  }
}
