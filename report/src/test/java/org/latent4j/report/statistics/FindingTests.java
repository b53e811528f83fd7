package org.latent4j.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

class FindingTests {
  private static ModelResult model(String name, String metric, Estimate... estimates) {
    List<SeedResult> seeds = new ArrayList<>();
    for (Estimate estimate : estimates) {
      seeds.add(
          new SeedResult(
              seeds.size() + 1,
              new Evaluation(10, Map.of(metric, estimate)),
              OptionalDouble.empty(),
              List.of()));
    }
    return new ModelResult(name, "", seeds, Optional.empty(), Optional.empty());
  }

  private static Estimate of(double value) {
    return Estimate.of(value, Map.of());
  }

  @Test
  void namesTheModelThatIsClearOfAllOthers() {
    List<Finding> findings =
        Finding.of(
            List.of(
                model("a", "elbo", of(-100), of(-101), of(-99)),
                model("b", "elbo", of(-110), of(-111.1), of(-109)),
                model("c", "elbo", of(-120), of(-121), of(-118.9))),
            List.of("elbo"));
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).best()).contains("a");
    assertThat(findings.get(0).words()).contains("a has the highest value").contains("above b");
  }

  @Test
  void namesNoneWhereSeedsDoNotTellThemApart() {
    List<Finding> findings =
        Finding.of(
            List.of(
                model("a", "reconstruction_mse", of(1.0), of(1.4), of(0.9)),
                model("b", "reconstruction_mse", of(1.2), of(1.1), of(1.3))),
            List.of("reconstruction_mse"));
    assertThat(findings.get(0).best()).isEmpty();
    assertThat(findings.get(0).words()).contains("a has the lowest mean", "do not tell it from b");
  }

  @Test
  void intervalIsThatOfTheLeadWhicheverWayIsBetter() {
    List<Finding> findings =
        Finding.of(
            List.of(model("a", "mmd", of(1), of(2)), model("b", "mmd", of(3), of(4.01))),
            List.of("mmd"));
    // Differences of 2 and 2.01: 2.005 ± 12.7062 · 0.005.
    assertThat(findings.get(0).words()).contains("2.005 below b").contains("1.941 to 2.069");
  }

  @Test
  void modelWithoutTheMetricTakesNoPart() {
    List<Finding> findings =
        Finding.of(
            List.of(
                model("a", "elbo", of(-100), of(-101)),
                model("b", "elbo", Estimate.absent("no density"), Estimate.absent("no density"))),
            List.of("elbo"));
    assertThat(findings).isEmpty();
  }

  @Test
  void metricsWithoutABetterDirectionAreNotRanked() {
    assertThat(
            Finding.of(
                List.of(model("a", "rate", of(1), of(2)), model("b", "rate", of(3), of(4))),
                List.of("rate")))
        .isEmpty();
  }

  @Test
  void oneSeedWithoutExamplesOrDifferentSeedsAreNotCompared() {
    assertThat(
            Finding.of(
                List.of(model("a", "elbo", of(1)), model("b", "elbo", of(2))), List.of("elbo")))
        .isEmpty();
    assertThat(
            Finding.of(
                List.of(model("a", "elbo", of(1), of(2)), model("b", "elbo", of(2), of(2), of(3))),
                List.of("elbo")))
        .isEmpty();
  }

  /** One training of each is compared example by example, and names no best model. */
  @Test
  void oneSeedIsPairedOverExamples() {
    Estimate a = of(-2).withExamples(List.of(-101.0, 99.0, -4.0));
    Estimate b = of(-4).withExamples(List.of(-103.0, 97.01, -6.01));
    List<Finding> findings =
        Finding.of(List.of(model("a", "elbo", a), model("b", "elbo", b)), List.of("elbo"));
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).best()).isEmpty();
    // Differences of 2, 1.99 and 2.01: 2 ± 4.3027 · 0.01 / √3.
    assertThat(findings.get(0).words())
        .contains("a has the highest value, 2.000 nats", "above b", "1.975 to 2.025", "3 examples");
  }

  @Test
  void examplesArePairedByTheirRowNumbers() {
    Estimate a = of(-2).withExamples(List.of(-5.0, -101.0, 99.0, -4.0), List.of(17, 3, 9, 4));
    Estimate b = of(-4).withExamples(List.of(97.0, -8.0, -103.0, -6.0), List.of(9, 20, 3, 4));
    Pairing pairing =
        Pairing.of(
                model("a", "log_likelihood_ais", a),
                model("b", "log_likelihood_ais", b),
                "log_likelihood_ais")
            .orElseThrow();
    assertThat(pairing.count()).isEqualTo(3);
    assertThat(pairing.difference()).isEqualTo(new PairedDifference(2, 2, 2));
  }

  @Test
  void examplesWithoutRowNumbersAreTheFirstOfTheData() {
    Estimate some = of(1).withExamples(List.of(7.0, 5.0), List.of(2, 0));
    Estimate all = of(2).withExamples(List.of(4.0, 99.0, 6.0));
    Pairing pairing =
        Pairing.of(model("a", "elbo", some), model("b", "elbo", all), "elbo").orElseThrow();
    assertThat(pairing.difference()).isEqualTo(new PairedDifference(1, 1, 1));
  }

  @Test
  void seedsGoBeforeExamples() {
    Estimate one = of(1).withExamples(List.of(0.0, 2.0));
    Optional<Pairing> pairing =
        Pairing.of(model("a", "elbo", one, one), model("b", "elbo", one, one), "elbo");
    assertThat(pairing.orElseThrow().over()).isEqualTo(Pairing.Over.SEEDS);
    assertThat(pairing.orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void spreadOverSeedsIsMeanDeviationAndRootMeanSquareError() {
    Spread spread =
        Spread.of(
            model("a", "elbo", Estimate.of(1, 0.3, Map.of()), Estimate.of(3, 0.4, Map.of())),
            "elbo");
    assertThat(spread.mean()).hasValue(2);
    assertThat(spread.deviation()).hasValue(Math.sqrt(2));
    assertThat(spread.standardError()).hasValue(Math.sqrt((0.3 * 0.3 + 0.4 * 0.4) / 2));
  }
}
