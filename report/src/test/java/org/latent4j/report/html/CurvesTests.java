package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.report.EpochValues;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

class CurvesTests {
  private static ModelResult model() {
    List<EpochValues> history = new ArrayList<>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("elbo", -100.0 + epoch);
      values.put("critic_objective", 1.0 / epoch);
      values.put("critic_loss", 1.0 / epoch);
      values.put("beta", 4.0);
      values.put("broken", Double.NaN);
      history.add(new EpochValues(epoch, "train", values));
      history.add(new EpochValues(epoch, "validation", Map.of("elbo", -101.0 + epoch)));
    }
    return new ModelResult(
        "m",
        "",
        List.of(new SeedResult(7, new Evaluation(1, Map.of()), OptionalDouble.empty(), history)),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Object> titles(List<Object> charts) {
    List<Object> titles = new ArrayList<>();
    charts.forEach(chart -> titles.add(((Map<?, ?>) chart).get("title")));
    return titles;
  }

  @Test
  void sharedTermsHaveOneSeriesForEachSplit() {
    List<Object> charts = Curves.shared(List.of(model()));
    assertThat(titles(charts)).containsExactly("ELBO");
    Map<?, ?> chart = (Map<?, ?>) charts.get(0);
    assertThat(chart.get("series"))
        .isEqualTo(
            List.of(
                Map.of(
                    "model",
                    0,
                    "seed",
                    7L,
                    "split",
                    "train",
                    "points",
                    List.of(List.of(1, -99.0), List.of(2, -98.0), List.of(3, -97.0))),
                Map.of(
                    "model",
                    0,
                    "seed",
                    7L,
                    "split",
                    "validation",
                    "points",
                    List.of(List.of(1, -100.0), List.of(2, -99.0), List.of(3, -98.0)))));
  }

  @Test
  void ownTermsAreShownOnceAndOnlyIfTheyVary() {
    assertThat(titles(Curves.own(List.of(model())))).containsExactly("m: critic objective");
  }

  @Test
  void splitsAreThoseThatThereAre() {
    assertThat(Curves.splits(List.of(model()))).containsExactly("train", "validation");
    SeedResult seed =
        new SeedResult(
            1,
            new Evaluation(1, Map.of()),
            OptionalDouble.empty(),
            List.of(new EpochValues(1, "train", Map.of("elbo", -1.0))));
    ModelResult unvalidated =
        new ModelResult("m", "", List.of(seed), Optional.empty(), Optional.empty());
    assertThat(Curves.splits(List.of(unvalidated))).containsExactly("train");
  }
}
