package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.annealing.AnnealedImportanceSampling;
import org.latent4j.evaluation.baselines.DensityBaselines;
import org.latent4j.evaluation.samples.ParzenWindow;
import org.latent4j.kernels.RandomStreams;

class BaseMeasureTests {
  private static final AnnealedImportanceSampling.Settings ANNEALING =
      new AnnealedImportanceSampling.Settings(3, 100, 300, 10);
  private static final RowsData GREY =
      new RowsData(
          Tensor.of(
              new float[] {
                0.5f, 0.25f, 0.75f, 0.5f, 0.5f, 0.125f, 1, 0, 0.5f, 0.5f, 0.875f, 0, 0.25f, 0.75f,
                0, 1, 0.5f, 0.5f
              },
              3,
              CurvedBernoulli.FEATURES));
  private static final RowsData BLACK_AND_WHITE = CurvedBernoulli.data(3, RandomStreams.seeded(1));

  private static Evaluation evaluate(ComposedModel model, RowsData data, Estimator... estimators) {
    return new Evaluator(Engines.FUSED, 64, List.of(estimators))
        .evaluate(model, data, RandomStreams.seeded(2));
  }

  /** Σ over all 64 binary images of the probability that they are drawn, times ln p. */
  private static double expectedLogProbability(RowsData grey, int row) {
    int images = 1 << CurvedBernoulli.FEATURES;
    Tensor all = Tensor.zeros(images, CurvedBernoulli.FEATURES);
    double[] drawn = new double[images];
    for (int image = 0; image < images; image++) {
      drawn[image] = 1;
      for (int j = 0; j < CurvedBernoulli.FEATURES; j++) {
        int on = image >> j & 1;
        all.data()[image * CurvedBernoulli.FEATURES + j] = on;
        double x = grey.rows().at(row, j);
        drawn[image] *= on == 1 ? x : 1 - x;
      }
    }
    double[] logs = CurvedBernoulli.logDensities(new RowsData(all));
    double sum = 0;
    for (int image = 0; image < images; image++) {
      sum += drawn[image] * logs[image];
    }
    return sum;
  }

  @Test
  void greyValuesGetALowerBoundOfTheExpectedLogProbabilityAndNotThatItself() {
    int samples = 20_000;
    Evaluation evaluation =
        evaluate(
            CurvedBernoulli.model(),
            GREY,
            new EvidenceLowerBound(1_000),
            new ImportanceSampling(samples),
            AnnealedImportanceSampling.ofLikelihood(ANNEALING));
    double[] inner = CurvedBernoulli.logDensities(GREY);
    double mean = DoubleStream.of(inner).average().orElseThrow();
    double expected = 0;
    for (int row = 0; row < GREY.size(); row++) {
      double ofRow = expectedLogProbability(GREY, row);
      // Jensen: ln ∫ exp is convex.
      assertThat(inner[row]).isLessThan(ofRow);
      expected += ofRow / GREY.size();
    }
    assertThat(expected - mean).as("not by a rounding error").isGreaterThan(0.5);
    Estimate importance = evaluation.get("nll_is");
    // ln of a mean of weights scatters by √(1 / effective size − 1 / S), and five times that is
    // more than its bias.
    double least = (double) importance.settings().get("effective_sample_size_least");
    assertThat(-importance.value().orElseThrow())
        .isCloseTo(mean, within(5 * Math.sqrt(1 / least - 1.0 / samples)));
    Estimate annealed = evaluation.get("log_likelihood_ais");
    double leastChains = (double) annealed.settings().get("effective_sample_size_least");
    assertThat(annealed.value().orElseThrow())
        .isCloseTo(mean, within(5 * Math.sqrt(1 / leastChains)));
    assertThat(evaluation.get("elbo").value().orElseThrow()).isLessThan(mean);
  }

  @Test
  void theSettingsSayWhatFiguresOfGreyValuesAre() {
    Evaluation evaluation =
        evaluate(
            CurvedBernoulli.model(),
            GREY,
            new EvidenceLowerBound(2),
            new ImportanceSampling(2),
            AnnealedImportanceSampling.ofLikelihood(
                new AnnealedImportanceSampling.Settings(2, 2, 2, 1)));
    Map.of(
            "elbo", "none: values between 0 and 1 under a likelihood of 0 and 1; a lower bound",
            "distortion", "−E ln p(b|z) over",
            "nll_is", "an upper bound of −E ln p(b)",
            "log_likelihood_ais", "a lower bound of E ln p(b)",
            "ais_gap", "examples that the model draws")
        .forEach(
            (metric, words) ->
                assertThat(BaseMeasure.insteadOfDensity(evaluation.get(metric)).orElseThrow())
                    .contains(words));
    assertThat(BaseMeasure.insteadOfDensity(evaluation.get("rate"))).isEmpty();
  }

  @Test
  void blackAndWhiteImagesHaveAProbabilityAndGreyOnesADensityUnderAGaussian() {
    assertThat(
            evaluate(
                    CurvedBernoulli.model(),
                    BLACK_AND_WHITE,
                    new EvidenceLowerBound(2),
                    new ImportanceSampling(2))
                .estimates()
                .values())
        .allSatisfy(estimate -> assertThat(estimate.settings()).doesNotContainKey("density"));
    assertThat(
            evaluate(
                    CurvedBernoulli.model(),
                    GREY,
                    AnnealedImportanceSampling.ofGaussian(
                        new AnnealedImportanceSampling.Settings(2, 2, 2, 1), GREY))
                .estimates()
                .values())
        .allSatisfy(estimate -> assertThat(estimate.settings()).doesNotContainKey("density"));
  }

  @Test
  void figuresComeInTheUnitsOfTheSourceToo() {
    double unit = 2.5;
    int features = LinearGaussian.FEATURES;
    RowsData here = LinearGaussian.data(100, RandomStreams.seeded(1));
    Estimator[] estimators = {
      new EvidenceLowerBound(2),
      new ImportanceSampling(2),
      new ParzenWindow(20, here, 20),
      AnnealedImportanceSampling.ofLikelihood(new AnnealedImportanceSampling.Settings(2, 2, 2, 1))
    };
    Evaluation evaluation =
        evaluate(LinearGaussian.model(0), new RowsData(here.rows(), unit), estimators);
    Map.of("elbo", -1, "distortion", 1, "nll_is", 1, "parzen", -1, "log_likelihood_ais", -1)
        .forEach(
            (metric, sign) -> {
              Estimate estimate = evaluation.get(metric);
              Estimate rescaled = evaluation.get(metric + "_in_source_units");
              assertThat(rescaled.value().orElseThrow())
                  .as(metric)
                  .isCloseTo(
                      estimate.value().orElseThrow() + sign * features * Math.log(unit),
                      within(1e-12));
              assertThat(rescaled.standardError()).isEqualTo(estimate.standardError());
            });
    List<String> names = new ArrayList<>(evaluation.estimates().keySet());
    assertThat(names.get(names.indexOf("elbo") + 1)).isEqualTo("elbo_in_source_units");
    assertThat(names).doesNotContain("rate_in_source_units", "ais_gap_in_source_units");
    assertThat(evaluate(LinearGaussian.model(0), here, estimators).estimates().keySet())
        .noneMatch(name -> name.endsWith("_in_source_units"));
  }

  @Test
  void aBaselineOnRescaledDataIsTheOneOnRawDataInItsUnits() {
    double unit = 2.5;
    RowsData raw = LinearGaussian.data(300, RandomStreams.seeded(1));
    Tensor divided = raw.rows().copy();
    for (int i = 0; i < divided.size(); i++) {
      divided.data()[i] /= (float) unit;
    }
    RowsData rescaled = new RowsData(divided, unit);
    Estimate ofRaw =
        evaluate(LinearGaussian.model(0), raw, new DensityBaselines(raw, raw))
            .get("gaussian_baseline");
    Evaluation ofRescaled =
        evaluate(LinearGaussian.model(0), rescaled, new DensityBaselines(rescaled, rescaled));
    // Values are floats below 10, rounded by a few parts in 1e7, in a sum of 5 squares of them.
    assertThat(ofRescaled.get("gaussian_baseline_in_source_units").value().orElseThrow())
        .isCloseTo(ofRaw.value().orElseThrow(), within(1e-4));
    assertThat(ofRescaled.get("gaussian_baseline").value().orElseThrow())
        .isCloseTo(
            ofRaw.value().orElseThrow() + LinearGaussian.FEATURES * Math.log(unit), within(1e-4));
  }
}
