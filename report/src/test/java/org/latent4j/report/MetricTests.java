package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  void aMetricInTheUnitsOfTheSourceSaysSoAndIsNotComparedAgain() {
    Metric metric = Metric.of("elbo_in_source_units");
    assertThat(metric.title()).isEqualTo("ELBO, source units");
    assertThat(metric.purpose()).isEqualTo(Metric.Purpose.PREDICTION);
    assertThat(metric.better()).isEqualTo(Metric.Direction.NEITHER);
    assertThat(metric.meaning()).contains("source");
  }

  @Test
  void boundsOfGreyImagesAreCalledByWhatTheyAre() {
    List<ModelResult> grey = SyntheticResults.ofGreyImages(SyntheticResults.comparison(1)).models();
    for (String key : List.of("elbo", "distortion", "nll_is", "log_likelihood_ais", "ais_gap")) {
      Metric metric = Metric.of(key, grey);
      assertThat(metric.title() + metric.meaning()).doesNotContain("ln p(x)");
      assertThat(metric.meaning()).contains("zeros and ones");
      assertThat(Metric.of(key, SyntheticResults.comparison(1).models())).isEqualTo(Metric.of(key));
    }
    assertThat(Metric.of("rate", grey)).isEqualTo(Metric.of("rate"));
  }
}
