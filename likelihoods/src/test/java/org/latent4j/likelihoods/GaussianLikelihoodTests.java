package org.latent4j.likelihoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.LikelihoodContract;

/** Expected densities are scipy.stats.norm.logpdf(x, mean, deviation).sum(1), SciPy 1.17.1. */
class GaussianLikelihoodTests {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final double FLOOR = 1e-4;
  private static final Tensor MEANS = Tensor.of(new float[] {0.5f, -1, 2, 0, 3, -0.5f}, 2, 3);
  private static final Tensor X = Tensor.of(new float[] {1.5f, -1.25f, 0, 0.25f, 2, -4}, 2, 3);

  private static double[] logDensity(GaussianLikelihood likelihood, Tensor outputs, Tensor x) {
    try (Tape tape = ENGINE.newTape()) {
      return likelihood.logDensity(tape.constant(outputs), tape.constant(x)).toDoubles();
    }
  }

  private static double[] mean(GaussianLikelihood likelihood, Tensor outputs) {
    try (Tape tape = ENGINE.newTape()) {
      return likelihood.mean(tape.constant(outputs)).toDoubles();
    }
  }

  private static void assertClose(double[] found, double relative, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(relative * Math.abs(expected[i])));
    }
  }

  private static GaussianLikelihood shared(double initial) {
    return GaussianLikelihood.sharedVariance(
        3, GaussianMean.IDENTITY, "likelihood", initial, FLOOR);
  }

  private static GaussianLikelihood perFeature() {
    return GaussianLikelihood.perFeatureVariance(3, GaussianMean.IDENTITY, "likelihood", 1, FLOOR);
  }

  private static Parameter only(GaussianLikelihood likelihood) {
    assertThat(likelihood.parameters().asList()).hasSize(1);
    return likelihood.parameters().asList().get(0);
  }

  @Nested
  class WithUnitVariance implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      return GaussianLikelihood.unitVariance(2, GaussianMean.IDENTITY);
    }
  }

  @Nested
  class WithFixedVarianceAndSigmoidMean implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      return GaussianLikelihood.fixedVariance(2, GaussianMean.SIGMOID, 0.25);
    }
  }

  @Nested
  class WithSharedVariance implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      return GaussianLikelihood.sharedVariance(2, GaussianMean.IDENTITY, "likelihood", 0.5, FLOOR);
    }
  }

  @Nested
  class WithAVarianceForEachFeature implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      GaussianLikelihood likelihood =
          GaussianLikelihood.perFeatureVariance(2, GaussianMean.IDENTITY, "likelihood", 1, FLOOR);
      only(likelihood).value().data()[1] = -2;
      return likelihood;
    }
  }

  @Nested
  class WithPredictedVariance implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      // A floor that matters for what outputs there are.
      return GaussianLikelihood.predictedVariance(2, GaussianMean.IDENTITY, 0.5);
    }
  }

  @Test
  void unitVarianceAgreesWithScipy() {
    GaussianLikelihood likelihood = GaussianLikelihood.unitVariance(3, GaussianMean.IDENTITY);
    assertClose(logDensity(likelihood, MEANS, X), 1e-14, -5.2880655996140185, -9.413065599614018);
  }

  @Test
  void unitVarianceIsHalfTheSquaredErrorAndAConstant() {
    GaussianLikelihood likelihood = GaussianLikelihood.unitVariance(3, GaussianMean.IDENTITY);
    double[] atMean = logDensity(likelihood, MEANS, MEANS);
    assertClose(atMean, 1e-14, -1.5 * Math.log(2 * Math.PI), -1.5 * Math.log(2 * Math.PI));
    double[] found = logDensity(likelihood, MEANS, X);
    for (int row = 0; row < 2; row++) {
      double squaredError = 0;
      for (int i = 0; i < 3; i++) {
        squaredError += Math.pow(X.at(row, i) - MEANS.at(row, i), 2);
      }
      assertThat(found[row] - atMean[row]).isCloseTo(-0.5 * squaredError, within(1e-13));
    }
  }

  @Test
  void fixedVarianceAgreesWithScipy() {
    GaussianLikelihood likelihood =
        GaussianLikelihood.fixedVariance(3, GaussianMean.IDENTITY, 0.25);
    assertClose(logDensity(likelihood, MEANS, X), 1e-14, -10.80237405793418, -27.302374057934184);
    assertThat(likelihood.parameters().isEmpty()).isTrue();
  }

  // The parameter is a float, so ln(0.25 - floor) is good to 2^-24 of itself.
  @Test
  void sharedVarianceStartsAsTheFixedOne() {
    assertClose(logDensity(shared(0.25), MEANS, X), 1e-6, -10.80237405793418, -27.302374057934184);
    assertThat(only(shared(0.25)).value().shape()).containsExactly(1);
    assertThat(only(shared(0.25)).name()).isEqualTo("likelihood.log-variance");
  }

  @Test
  void eachFeatureMayHaveAVarianceOfItsOwn() {
    GaussianLikelihood likelihood = perFeature();
    float[] rho = only(likelihood).value().data();
    double[] variances = {0.5, 1, 4};
    for (int i = 0; i < 3; i++) {
      rho[i] = (float) Math.log(variances[i] - FLOOR);
    }
    assertClose(logDensity(likelihood, MEANS, X), 1e-6, -4.63463918989399, -5.19713918989399);
  }

  @Test
  void predictedVarianceStandsBehindTheMeans() {
    GaussianLikelihood likelihood =
        GaussianLikelihood.predictedVariance(3, GaussianMean.IDENTITY, FLOOR);
    assertThat(likelihood.decoderOutputs()).isEqualTo(6);
    Tensor outputs =
        Tensor.of(new float[] {0.5f, -1, 2, 0.5f, -2, 0, 0, 3, -0.5f, 1, -20, 3}, 2, 6);
    // deviation: numpy.sqrt(1e-4 + numpy.exp(rho))
    assertClose(logDensity(likelihood, outputs, X), 1e-13, -4.541049705953264, -5000.365061130435);
    assertClose(mean(likelihood, outputs), 0, 0.5, -1, 2, 0, 3, -0.5);
  }

  // mean: scipy.special.expit
  @Test
  void aSigmoidKeepsMeansInTheUnitInterval() {
    GaussianLikelihood likelihood = GaussianLikelihood.unitVariance(3, GaussianMean.SIGMOID);
    assertClose(logDensity(likelihood, MEANS, X), 1e-14, -4.683347679375305, -12.918047233005769);
    assertThat(Arrays.stream(mean(likelihood, MEANS))).allMatch(m -> m > 0 && m < 1);
  }

  @Test
  void noLearnedVarianceFallsBelowTheFloor() {
    GaussianLikelihood likelihood = perFeature();
    Arrays.fill(only(likelihood).value().data(), -1000);
    double highest = -1.5 * Math.log(2 * Math.PI * FLOOR);
    assertClose(logDensity(likelihood, MEANS, MEANS), 1e-13, highest, highest);
  }

  @Test
  void samplesHaveTheMeanAndTheVariance() {
    int n = 20_000;
    GaussianLikelihood likelihood =
        GaussianLikelihood.predictedVariance(2, GaussianMean.IDENTITY, FLOOR);
    Tensor outputs = Tensor.zeros(n, 4);
    double[] variance = {4, 0.25};
    for (int row = 0; row < n; row++) {
      outputs.data()[row * 4] = 1;
      outputs.data()[row * 4 + 1] = -3;
      outputs.data()[row * 4 + 2] = (float) Math.log(variance[0] - FLOOR);
      outputs.data()[row * 4 + 3] = (float) Math.log(variance[1] - FLOOR);
    }
    assertMoments(likelihood.sample(outputs, RandomStreams.seeded(3)), n, variance, 1, -3);
  }

  @Test
  void samplesUseTheLearnedVarianceOfTheirFeature() {
    int n = 20_000;
    GaussianLikelihood likelihood =
        GaussianLikelihood.perFeatureVariance(2, GaussianMean.SIGMOID, "likelihood", 1, FLOOR);
    double[] variance = {4, 0.25};
    only(likelihood).value().data()[0] = (float) Math.log(variance[0] - FLOOR);
    only(likelihood).value().data()[1] = (float) Math.log(variance[1] - FLOOR);
    assertMoments(
        likelihood.sample(Tensor.zeros(n, 2), RandomStreams.seeded(4)), n, variance, 0.5, 0.5);
  }

  private static void assertMoments(Tensor draws, int n, double[] variance, double... means) {
    assertThat(draws.shape()).containsExactly(n, 2);
    for (int i = 0; i < 2; i++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < n; row++) {
        sum += draws.at(row, i);
        squares += Math.pow(draws.at(row, i) - means[i], 2);
      }
      // five standard errors: of a mean σ/√n, of a Gaussian's variance σ² √(2/n)
      assertThat(sum / n).isCloseTo(means[i], within(5 * Math.sqrt(variance[i] / n)));
      assertThat(squares / n).isCloseTo(variance[i], within(5 * variance[i] * Math.sqrt(2.0 / n)));
    }
  }

  @Test
  void everyRealNumberIsAllowed() {
    assertThat(shared(1).support(0)).isEqualTo(Support.REAL_LINE);
  }

  @Test
  void impossibleVariancesAreRefused() {
    GaussianMean identity = GaussianMean.IDENTITY;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianLikelihood.fixedVariance(3, identity, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianLikelihood.fixedVariance(3, identity, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianLikelihood.sharedVariance(3, identity, "l", 0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianLikelihood.perFeatureVariance(3, identity, "l", 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianLikelihood.predictedVariance(3, identity, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianLikelihood.unitVariance(0, identity));
  }
}
