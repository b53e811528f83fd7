package org.latent4j.evaluation.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.CurvedBernoulli;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.evaluation.EvidenceLowerBound;
import org.latent4j.evaluation.ImportanceSampling;
import org.latent4j.evaluation.LinearGaussian;
import org.latent4j.evaluation.RotatedLinearGaussian;
import org.latent4j.evaluation.RowsData;
import org.latent4j.kernels.RandomStreams;

class AnnealedImportanceSamplingTests {
  private static final int N = 40;
  private static final int CHAINS = 16;

  private static AnnealedImportanceSampling.Settings settings(int distributions) {
    return new AnnealedImportanceSampling.Settings(N, CHAINS, distributions, 10);
  }

  private static Evaluation evaluate(
      ComposedModel model, RowsData data, AnnealedImportanceSampling estimator) {
    return new Evaluator(Engines.FUSED, 64, List.of(estimator))
        .evaluate(model, data, RandomStreams.seeded(2));
  }

  /**
   * How far the mean over N examples may be from the truth: ln of a mean of weights with relative
   * variance v over the chains scatters by √(v / chains) and lies v / 2 chains too low; v follows
   * from the effective sample size, of which the median is known; an example may have twice that.
   */
  private static double tolerance(Estimate estimate) {
    double effective = (double) estimate.settings().get("effective_sample_size_median");
    double variance = 2 * (CHAINS / effective - 1);
    double rounding = 1e-3;
    return variance / (2 * CHAINS) + 5 * Math.sqrt(variance / CHAINS / N) + rounding;
  }

  private static void agrees(Evaluation evaluation, double truth) {
    Estimate estimate = evaluation.get("log_likelihood_ais");
    assertThat(tolerance(estimate)).as("a test that shows something").isLessThan(0.5);
    assertThat(estimate.value().orElseThrow()).isCloseTo(truth, within(tolerance(estimate)));
    Estimate gap = evaluation.get("ais_gap");
    // Lower and upper bound each scatter as the estimate does.
    assertThat(gap.value().orElseThrow())
        .isBetween(-2 * tolerance(estimate), 2 * tolerance(estimate));
  }

  @Test
  void itAgreesWithTheLinearGaussianEvidenceAndTheBoundsMeet() {
    RowsData data = LinearGaussian.data(N, RandomStreams.seeded(1));
    agrees(
        evaluate(
            LinearGaussian.model(0), data, AnnealedImportanceSampling.ofLikelihood(settings(200))),
        LinearGaussian.meanLogDensity(data));
  }

  @Test
  void itAgreesWithTheLinearGaussianEvidenceInFiftyDimensionsWithoutAnEncoder() {
    RowsData data = RotatedLinearGaussian.data(N, RandomStreams.seeded(1));
    agrees(
        evaluate(
            RotatedLinearGaussian.model(),
            data,
            AnnealedImportanceSampling.ofLikelihood(settings(1000))),
        RotatedLinearGaussian.meanLogDensity(data));
  }

  @Test
  void itAgreesWithQuadratureOnACurvedPosterior() {
    RowsData data = CurvedBernoulli.data(N, RandomStreams.seeded(1));
    agrees(
        evaluate(
            CurvedBernoulli.model(), data, AnnealedImportanceSampling.ofLikelihood(settings(300))),
        CurvedBernoulli.meanLogDensity(data));
  }

  @Test
  void fewDistributionsGiveALowerBoundAndAGapThatSaysSo() {
    RowsData data = RotatedLinearGaussian.data(N, RandomStreams.seeded(1));
    Evaluation rough =
        evaluate(
            RotatedLinearGaussian.model(),
            data,
            AnnealedImportanceSampling.ofLikelihood(settings(10)));
    double truth = RotatedLinearGaussian.meanLogDensity(data);
    assertThat(rough.get("log_likelihood_ais").value().orElseThrow()).isLessThan(truth);
    assertThat(rough.get("ais_gap").value().orElseThrow())
        .isGreaterThan(truth - rough.get("log_likelihood_ais").value().orElseThrow());
  }

  @Test
  void theEvidenceLowerBoundAndImportanceSamplingLieBelowIt() {
    RowsData data = LinearGaussian.data(N, RandomStreams.seeded(1));
    Evaluation evaluation =
        new Evaluator(
                Engines.FUSED,
                64,
                List.of(
                    new EvidenceLowerBound(50),
                    new ImportanceSampling(3),
                    AnnealedImportanceSampling.ofLikelihood(settings(200))))
            .evaluate(LinearGaussian.model(0.5), data, RandomStreams.seeded(2));
    double elbo = evaluation.get("elbo").value().orElseThrow();
    double importance = -evaluation.get("nll_is").value().orElseThrow();
    double annealed = evaluation.get("log_likelihood_ais").value().orElseThrow();
    assertThat(elbo).isLessThan(importance);
    assertThat(importance).isLessThan(annealed);
  }

  @Test
  void aGaussianObservationModelFindsTheVarianceOfTheData() {
    RowsData data = LinearGaussian.data(N, RandomStreams.seeded(1));
    RowsData validation = LinearGaussian.data(200, RandomStreams.seeded(3));
    Evaluation evaluation =
        evaluate(
            LinearGaussian.model(0),
            data,
            AnnealedImportanceSampling.ofGaussian(settings(200), validation));
    Estimate estimate = evaluation.get("log_likelihood_ais");
    double sigma = (double) estimate.settings().get("sigma");
    // Of 16 validation examples with three residual dimensions each, the best σ² scatters by
    // √(2 / 48) = 20 %, and the grid's steps are 2^¼ = 19 % of σ.
    assertThat(sigma).isBetween(Math.sqrt(0.5) / 1.6, Math.sqrt(0.5) * 1.6);
    assertThat(estimate.settings().get("observation")).asString().contains("validation");
    // Another σ than the model's changes 5 dimensions' densities by less than half a nat each.
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(LinearGaussian.meanLogDensity(data), within(2.5));
  }

  @Test
  void withoutValidationExamplesThereIsNoVarianceToChoose() {
    RowsData data = LinearGaussian.data(4, RandomStreams.seeded(1));
    RowsData none = new RowsData(Tensor.zeros(0, LinearGaussian.FEATURES));
    Evaluation evaluation =
        evaluate(
            LinearGaussian.model(0),
            data,
            AnnealedImportanceSampling.ofGaussian(settings(10), none));
    assertThat(evaluation.get("log_likelihood_ais").reason().orElseThrow()).contains("validation");
    assertThat(evaluation.get("ais_gap").reason().orElseThrow()).contains("validation");
  }

  @Test
  void examplesCarryTheirRowNumbersSoThatTheyPairWithThoseOfOtherEstimates() {
    RowsData data = LinearGaussian.data(4 * N, RandomStreams.seeded(1));
    Evaluation evaluation =
        new Evaluator(
                Engines.FUSED,
                64,
                List.of(
                    new ImportanceSampling(3),
                    AnnealedImportanceSampling.ofLikelihood(settings(50))))
            .evaluate(LinearGaussian.model(0), data, RandomStreams.seeded(2));
    Estimate annealed = evaluation.get("log_likelihood_ais");
    assertThat(annealed.rows()).hasSize(N).doesNotHaveDuplicates();
    // With the exact posterior, importance sampling gives ln p(x) of each example itself.
    Map<Integer, Double> exact = evaluation.get("nll_is").examplesByRow();
    assertThat(exact).hasSize(4 * N);
    annealed
        .examplesByRow()
        .forEach(
            (row, value) ->
                // ln of a mean over 16 chains of an example whose weights scatter as the tolerance
                // of the mean over N allows for.
                assertThat(value)
                    .isCloseTo(-exact.get(row), within(Math.sqrt(N) * tolerance(annealed))));
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    RowsData data = CurvedBernoulli.data(10, RandomStreams.seeded(1));
    AnnealedImportanceSampling estimator = AnnealedImportanceSampling.ofLikelihood(settings(20));
    assertThat(evaluate(CurvedBernoulli.model(), data, estimator))
        .isEqualTo(evaluate(CurvedBernoulli.model(), data, estimator));
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new AnnealedImportanceSampling.Settings(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 chains");
  }
}
