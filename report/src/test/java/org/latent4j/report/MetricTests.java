package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latent4j.evaluation.catalog.Estimators;

class MetricTests {
  @Test
  void everyMetricThatCanBeEstimatedIsExplained() {
    for (String key : Estimators.metrics()) {
      assertThat(Metric.of(key).meaning()).as(key).isNotEmpty();
    }
  }

  @Test
  void oneThatIsUnknownGoesByItsName() {
    assertThat(Metric.of("some_score").title()).isEqualTo("some score");
  }
}
