package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

class ActiveUnitsTests {
  /** Codes c₀ x + offset, c₁ x + offset, …, for x of −1 and 1 in turn. */
  private static Estimate evaluate(int rows, float... slopes) {
    Tensor x = Tensor.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      x.data()[row] = row % 2 == 0 ? -1 : 1;
    }
    return evaluate(x, slopes);
  }

  private static Estimate evaluate(Tensor x, float... slopes) {
    int latent = slopes.length;
    ComposedModel model =
        ComposedModel.of(
            batch ->
                new PointPosterior(
                    batch
                        .matmul(batch.tape().constant(Tensor.of(slopes.clone(), 1, latent)))
                        .plus(7)),
            z -> z.columns(0, 1),
            StandardNormalPrior.of(latent),
            GaussianLikelihood.unitVariance(1, GaussianMean.IDENTITY));
    return new Evaluator(Engines.FUSED, 16, List.of(new ActiveUnits()))
        .evaluate(model, new RowsData(x), RandomStreams.seeded(1))
        .get("active_units");
  }

  @Test
  void countsDimensionsWhoseMeanCodeVariesByMoreThanAHundredth() {
    // Var of ±c is c² n/(n − 1): 0.0081 · 1.01 is below the threshold, 0.0121 above.
    assertThat(evaluate(100, 1, 0, 0.09f, 0.11f, -3).value()).hasValue(3);
  }

  /** The doubt of a dimension at the threshold is that of a coin, and that of others none. */
  @Test
  void theErrorIsThatOfDimensionsNearTheThreshold() {
    // Two points at equal distance have a variance without scatter.
    assertThat(evaluate(100, 1, 0, -3).standardError()).hasValue(0);
    NormalDistribution normal = new NormalDistribution();
    int rows = 1_000;
    float[] quantiles = new float[rows];
    for (int i = 0; i < rows; i++) {
      quantiles[i] = (float) normal.inverseCumulativeProbability((i + 0.5) / rows);
    }
    Estimate estimate = evaluate(Tensor.of(quantiles, rows, 1), 0.1f, 1, 0);
    // The quantiles' variance is 0.99970 ± 0.04442 (κ = −0.0277): p is 0.497 at the threshold.
    assertThat(estimate.standardError().getAsDouble()).isCloseTo(0.5, within(1e-4));
    // A variance above it by its standard error: 0.01 / (1 − 0.04443) = 0.99970 · 0.102315².
    Estimate above = evaluate(Tensor.of(quantiles, rows, 1), 0.102315f);
    double p = normal.cumulativeProbability(1);
    assertThat(above.standardError().getAsDouble()).isCloseTo(Math.sqrt(p * (1 - p)), within(1e-3));
    assertThat(evaluate(Tensor.of(quantiles, rows, 1), 1, 0).standardError()).hasValue(0);
  }

  @Test
  void isZeroWhereNoDimensionVaries() {
    assertThat(evaluate(50, 0, 0).value()).hasValue(0);
  }

  @Test
  void warnsOfCollapseWhereNoDimensionIsActiveAndNotOfUnusedOnes() {
    assertThat((String) evaluate(50, 0, 0.01f).settings().get("warning"))
        .contains("posterior collapse");
    assertThat(evaluate(50, 0, 0, 0, 1).settings()).doesNotContainKey("warning");
  }

  @Test
  void oneExampleHasNoVarianceAndSaysSo() {
    Estimate estimate = evaluate(1, 1, 1);
    assertThat(estimate.value()).isEmpty();
    assertThat(estimate.reason().orElseThrow()).contains("at least two");
  }

  @Test
  void codesThatAreNotFiniteAreNotCounted() {
    Estimate estimate = evaluate(10, 1, Float.NaN);
    assertThat(estimate.value()).isEmpty();
    assertThat(estimate.reason().orElseThrow()).contains("not finite");
  }
}
