package org.latent4j.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SeedResult;
import org.latent4j.report.SyntheticResults;
import org.latent4j.runtime.storage.Json;

/** Looks at the document as a reader of the JSON sees it. */
class MetricsDocumentTests {
  private static final List<String> METRICS =
      List.of(
          "elbo",
          "distortion",
          "rate",
          "reconstruction_mse",
          "active_units",
          "mmd",
          "nll_is",
          "log_likelihood_ais",
          "ais_gap",
          "parameters",
          "train_seconds");

  private static final Map<?, ?> THREE_SEEDS = document(SyntheticResults.comparison(3));
  private static final Map<?, ?> ONE_SEED = document(SyntheticResults.comparison(1));

  private static Map<?, ?> document(Report report) {
    return Json.parse("document", Json.pretty(MetricsDocument.of(report)), Map.class);
  }

  private static Object at(Map<?, ?> document, String... path) {
    Object node = document;
    for (String key : path) {
      node = ((Map<?, ?>) node).get(key);
    }
    return node;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> model(int seeds, String name) {
    return (Map<String, Object>) at(seeds == 1 ? ONE_SEED : THREE_SEEDS, "models", name);
  }

  @Test
  void eachMetricOfEachModelIsANumberOrNull() {
    for (String name : List.of("vae", "beta-vae", "aae")) {
      assertThat(model(3, name)).containsKeys(METRICS.toArray(String[]::new));
      for (String metric : METRICS) {
        assertThat(model(3, name).get(metric))
            .as(name + " " + metric)
            .satisfiesAnyOf(
                value -> assertThat(value).isNull(),
                value -> assertThat(value).isInstanceOf(Number.class));
      }
    }
    assertThat(model(3, "vae").get("parameters")).isEqualTo(652_824);
  }

  @Test
  void modelsAreKeyedByNameInOrder() {
    Map<?, ?> models = (Map<?, ?>) at(ONE_SEED, "models");
    assertThat(models.keySet().stream().map(String::valueOf))
        .containsExactly("vae", "beta-vae", "aae");
  }

  @Test
  void nullHasAReasonBesideIt() {
    Map<String, Object> aae = model(3, "aae");
    assertThat(aae.get("elbo")).isNull();
    assertThat(aae.get("rate")).isNull();
    Map<?, ?> reasons = (Map<?, ?>) aae.get("reasons");
    assertThat(String.valueOf(reasons.get("rate"))).contains("deterministic");
    assertThat(reasons.keySet().stream().map(String::valueOf)).containsExactly("elbo", "rate");
  }

  @Test
  void meanAndSpreadAreOverTheSeedsListed() {
    Map<String, Object> vae = model(3, "vae");
    List<?> seeds = (List<?>) vae.get("seeds");
    assertThat(seeds).hasSize(3);
    double sum = 0;
    for (Object each : seeds) {
      Map<?, ?> seed = (Map<?, ?>) each;
      sum += (double) seed.get("elbo");
      assertThat(((Map<?, ?>) seed.get("standard_error")).get("elbo")).isEqualTo(0.31);
      assertThat((List<?>) ((Map<?, ?>) seed.get("parts")).get("rate")).hasSize(10);
    }
    assertThat(vae.get("elbo")).isEqualTo(sum / 3);
    assertThat((double) ((Map<?, ?>) vae.get("standard_deviation")).get("elbo")).isPositive();
    Object how = ((Map<?, ?>) vae.get("settings")).get("rate");
    assertThat(((Map<?, ?>) how).get("method")).isEqualTo("closed form");
  }

  @Test
  void oneSeedHasNoDeviation() {
    Map<String, Object> vae = model(1, "vae");
    assertThat(vae).doesNotContainKey("standard_deviation");
    assertThat(((Map<?, ?>) vae.get("standard_error")).get("elbo")).isEqualTo(0.31);
  }

  @Test
  void saysWhatDataAndSettings() {
    assertThat(at(ONE_SEED, "data", "test")).isEqualTo(1_000);
    assertThat(at(ONE_SEED, "settings", "Training", "epochs")).isEqualTo("20");
  }

  @Test
  void differencesArePairedOverSeedsForEachPairOfModelsThatHasTheMetric() {
    List<?> differences = (List<?>) THREE_SEEDS.get("differences");
    Map<?, ?> elbo = (Map<?, ?>) differences.get(0);
    assertThat(elbo.get("metric")).isEqualTo("elbo");
    assertThat(elbo.get("model")).isEqualTo("vae");
    assertThat(elbo.get("minus")).isEqualTo("beta-vae");
    double means = (double) model(3, "vae").get("elbo") - (double) model(3, "beta-vae").get("elbo");
    assertThat((double) elbo.get("mean")).isCloseTo(means, within(1e-9));
    assertThat((double) elbo.get("low")).isLessThan(means);
    assertThat((double) elbo.get("high")).isGreaterThan(means);
    // The AAE has neither ELBO nor rate.
    assertThat(differences).hasSize(3 * METRICS.size() - 2 * 2);
    assertThat(elbo.get("over")).isEqualTo("seeds");
    assertThat(elbo.get("count")).isEqualTo(3);
    assertThat(ONE_SEED.containsKey("differences")).isFalse();
  }

  @Test
  void fewExamplesAreWrittenOneByOne() {
    assertThat((List<?>) at(document(1_000), "elbo", "examples")).hasSize(1_000);
    assertThat(((Map<?, ?>) at(document(1_001), "elbo")).containsKey("examples")).isFalse();
  }

  @Test
  void someExamplesAreWrittenWithTheirRowNumbers() {
    Map<?, ?> document =
        document(Estimate.of(1, Map.of()).withExamples(List.of(0.5, 1.5), List.of(7, 3)));
    assertThat(at(document, "elbo", "example_rows")).isEqualTo(List.of(7, 3));
    assertThat(((Map<?, ?>) at(document(2), "elbo")).containsKey("example_rows")).isFalse();
  }

  @Test
  void differencesAreNotWrittenAgainInOtherUnits() {
    Report report =
        new Report(
            "two",
            "",
            SyntheticResults.training().data(),
            Optional.empty(),
            List.of(rescaled("a", 1), rescaled("b", 2)),
            List.of(),
            List.of());
    Map<?, ?> document = document(report);
    assertThat(at(document, "models", "b", "elbo_in_source_units")).isEqualTo(-18);
    assertThat((List<?>) document.get("differences"))
        .singleElement()
        .satisfies(entry -> assertThat(((Map<?, ?>) entry).get("metric")).isEqualTo("elbo"));
  }

  private static ModelResult rescaled(String name, double elbo) {
    List<SeedResult> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      Map<String, Estimate> estimates = new LinkedHashMap<>();
      estimates.put("elbo", Estimate.of(elbo, Map.of()));
      estimates.put("elbo_in_source_units", Estimate.of(elbo - 20, Map.of()));
      seeds.add(
          new SeedResult(seed, new Evaluation(10, estimates), OptionalDouble.empty(), List.of()));
    }
    return new ModelResult(name, "", seeds, Optional.empty(), Optional.empty());
  }

  private static Map<?, ?> document(int examples) {
    return document(Estimate.of(1, Map.of()).withExamples(Collections.nCopies(examples, 1.0)));
  }

  private static Map<?, ?> document(Estimate elbo) {
    Report made = SyntheticResults.training();
    SeedResult seed =
        new SeedResult(
            1, new Evaluation(1_000, Map.of("elbo", elbo)), OptionalDouble.empty(), List.of());
    Report report =
        new Report(
            "vae",
            "",
            made.data(),
            Optional.empty(),
            List.of(new ModelResult("vae", "", List.of(seed), Optional.empty(), Optional.empty())),
            List.of(),
            List.of());
    return Json.parse("document", Json.pretty(MetricsDocument.ofEvaluation(report)), Map.class);
  }

  @Test
  void anEvaluationHasAnObjectUnderEachMetricsName() {
    Report report = SyntheticResults.training();
    Map<?, ?> document =
        Json.parse("document", Json.pretty(MetricsDocument.ofEvaluation(report)), Map.class);
    assertThat(at(document, "elbo", "value")).isEqualTo(at(document, "models", "vae", "elbo"));
    assertThat(at(document, "elbo", "standard_error")).isEqualTo(0.31);
    assertThat(at(document, "elbo", "settings", "samples")).isEqualTo(1);
    assertThat((List<?>) at(document, "rate", "parts")).hasSize(10);
    assertThat(((Map<?, ?>) at(document, "parameters")).containsKey("standard_error")).isTrue();
    assertThat(at(document, "parameters", "standard_error")).isNull();
  }

  @Test
  void anEvaluationSaysWhyAMetricIsAbsent() {
    Report compared = SyntheticResults.comparison(1);
    Report report =
        new Report(
            "aae",
            "",
            compared.data(),
            Optional.empty(),
            List.of(compared.models().get(2)),
            List.of(),
            List.of());
    Map<?, ?> document =
        Json.parse("document", Json.pretty(MetricsDocument.ofEvaluation(report)), Map.class);
    assertThat(((Map<?, ?>) at(document, "elbo")).containsKey("value")).isTrue();
    assertThat(at(document, "elbo", "value")).isNull();
    assertThat(String.valueOf(at(document, "elbo", "reason"))).contains("deterministic");
  }

  @Test
  void settingsAreInAFixedOrder() {
    Map<String, Object> settings = new LinkedHashMap<>();
    List.of("samples", "bandwidth", "method").forEach(key -> settings.put(key, 1));
    Evaluation evaluation = new Evaluation(1, Map.of("elbo", Estimate.of(-3, settings)));
    ModelResult model =
        new ModelResult(
            "m",
            "",
            List.of(new SeedResult(1, evaluation, OptionalDouble.empty(), List.of())),
            Optional.empty(),
            Optional.empty());
    assertThat(Json.line(MetricsDocument.of(model)))
        .contains("\"settings\":{\"elbo\":{\"bandwidth\":1,\"method\":1,\"samples\":1}}");
  }
}
