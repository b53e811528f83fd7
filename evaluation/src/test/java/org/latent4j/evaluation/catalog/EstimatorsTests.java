package org.latent4j.evaluation.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.LinearGaussian;
import org.latent4j.evaluation.RowsData;
import org.latent4j.kernels.RandomStreams;

class EstimatorsTests {
  private static final DataSplits DATA =
      new DataSplits("lines", rows(100, 1), rows(40, 2), rows(30, 3));
  private static final Map<String, Object> QUICK =
      Map.of(
          "is-samples", 5,
          "ais-examples", 3,
          "ais-chains", 4,
          "ais-distributions", 5,
          "parzen-samples", 50,
          "probe-examples", 50);

  private static RowsData rows(int count, long seed) {
    return LinearGaussian.data(count, RandomStreams.seeded(seed));
  }

  private static EvaluationSettings settings(String... metrics) {
    Map<String, Object> given = new LinkedHashMap<>(QUICK);
    given.put("metrics", List.of(metrics));
    return EvaluationSettings.of(given);
  }

  private static Evaluation evaluate(String... metrics) {
    return Estimators.evaluator(Engines.FUSED, settings(metrics), DATA)
        .evaluate(LinearGaussian.model(0), DATA.test(), RandomStreams.seeded(4));
  }

  @Test
  void allMeansEveryMetricAndEachHasAValueOrAReason() {
    Evaluation evaluation = evaluate("all");
    assertThat(List.copyOf(evaluation.estimates().keySet())).isEqualTo(Estimators.metrics());
    assertThat(Estimators.metrics())
        .contains(
            "elbo",
            "distortion",
            "rate",
            "nll_is",
            "log_likelihood_ais",
            "ais_gap",
            "parzen",
            "active_units",
            "mutual_information",
            "aggregate_kl",
            "mmd",
            "linear_probe",
            "beta_vae_score",
            "factor_vae_score",
            "mig",
            "sap",
            "dci");
    assertThat(evaluation.get("nll_is").value()).isPresent();
    // Rows without factors have no representation scores, and say so.
    assertThat(evaluation.get("mig").reason()).isPresent();
  }

  @Test
  void standardIsTheDefault() {
    assertThat(EvaluationSettings.of(Map.of()).metrics())
        .isEqualTo(settings("standard").metrics())
        .contains("elbo", "mmd")
        .doesNotContain("log_likelihood_ais");
  }

  @Test
  void onlyWhatIsNamedIsGivenInTheOrderInWhichMetricsAreShown() {
    assertThat(evaluate("mmd", "rate").estimates().keySet()).containsExactly("rate", "mmd");
  }

  @Test
  void aMetricsNumberDoesNotDependOnWhichOthersAreEstimated() {
    assertThat(evaluate("nll_is").get("nll_is")).isEqualTo(evaluate("all").get("nll_is"));
  }

  @Test
  void anUnknownMetricNamesTheNearest() {
    assertThatThrownBy(() -> settings("eblo"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("there is no metric 'eblo'; did you mean 'elbo'?");
    assertThatThrownBy(() -> EvaluationSettings.of(Map.of("metrics", List.of())))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no metric is named");
  }

  @Test
  void settingsAreReadAsTheyAreWritten() {
    EvaluationSettings settings = settings("all");
    assertThat(EvaluationSettings.of(settings.toMap())).isEqualTo(settings);
  }
}
