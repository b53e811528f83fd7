package org.latent4j.likelihoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.LikelihoodContract;

class BernoulliLikelihoodTests implements LikelihoodContract {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final Tensor LOGITS =
      Tensor.of(new float[] {-3, 0.5f, 2, -0.25f, 40, -40, 0, 1.5f}, 2, 4);

  private final BernoulliLikelihood likelihood = BernoulliLikelihood.of(4);

  @Override
  public Likelihood likelihood() {
    return likelihood;
  }

  @Override
  public List<Double> atoms(int feature) {
    return List.of(0.0, 1.0);
  }

  private double[] logDensity(Tensor logits, Tensor x) {
    try (Tape tape = ENGINE.newTape()) {
      return likelihood.logDensity(tape.constant(logits), tape.constant(x)).toDoubles();
    }
  }

  private double[] mean(Tensor logits) {
    try (Tape tape = ENGINE.newTape()) {
      return likelihood.mean(tape.constant(logits)).toDoubles();
    }
  }

  /** All 16 examples of four binary features. */
  private static Tensor allConfigurations() {
    Tensor x = Tensor.zeros(16, 4);
    for (int i = 0; i < x.size(); i++) {
      x.data()[i] = (i / 4 >> i % 4) & 1;
    }
    return x;
  }

  private static Tensor repeated(int times, float... row) {
    Tensor rows = Tensor.zeros(times, row.length);
    for (int i = 0; i < rows.size(); i++) {
      rows.data()[i] = row[i % row.length];
    }
    return rows;
  }

  // (x * log_expit(l) + (1 - x) * log_expit(-l)).sum(1) by SciPy 1.17.1; the second row has a grey
  // x.
  @Test
  void logDensityIsTheNegativeCrossEntropy() {
    Tensor x = Tensor.of(new float[] {0, 1, 1, 0, 1, 0, 1, 0.25f}, 2, 4);
    double[] found = logDensity(LOGITS, x);
    assertThat(found[0]).isCloseTo(-1.2255317666756649, within(1e-14));
    assertThat(found[1]).isCloseTo(-2.019560458542698, within(1e-14));
  }

  @Test
  void aCertainPredictionThatIsWrongStaysFinite() {
    Tensor logits = Tensor.of(new float[] {1000, -1000, 1000, -1000}, 1, 4);
    Tensor x = Tensor.of(new float[] {0, 1, 1, 0}, 1, 4);
    assertThat(logDensity(logits, x)).containsExactly(-2000);
  }

  @Test
  void probabilitiesOfAllConfigurationsAddToOne() {
    double sum = 0;
    for (double density : logDensity(repeated(16, -3, 0.5f, 2, -0.25f), allConfigurations())) {
      sum += Math.exp(density);
    }
    assertThat(sum).isCloseTo(1, within(16 * 0x1p-52));
  }

  // KL as a sum over a discrete space, Σ p ln(p/q), against Σ over features of
  // p ln(p/q) + (1 - p) ln((1 - p)/(1 - q)).
  @Test
  void klOverTheWholeSpaceIsTheSumOverFeatures() {
    float[] p = {-3, 0.5f, 2, -0.25f};
    float[] q = {1, -0.5f, 0.25f, 0};
    double[] logP = logDensity(repeated(16, p), allConfigurations());
    double[] logQ = logDensity(repeated(16, q), allConfigurations());
    double overSpace = 0;
    for (int i = 0; i < 16; i++) {
      overSpace += Math.exp(logP[i]) * (logP[i] - logQ[i]);
    }
    double overFeatures = 0;
    double[] on = mean(Tensor.of(p, 1, 4));
    double[] other = mean(Tensor.of(q, 1, 4));
    for (int i = 0; i < 4; i++) {
      overFeatures +=
          on[i] * Math.log(on[i] / other[i]) + (1 - on[i]) * Math.log((1 - on[i]) / (1 - other[i]));
    }
    assertThat(overSpace).isPositive().isCloseTo(overFeatures, within(1e-13));
  }

  // scipy.special.expit, SciPy 1.17.1
  @Test
  void meanIsTheProbabilityThatAFeatureIsOn() {
    double[] expected = {
      0.04742587317756678,
      0.6224593312018546,
      0.8807970779778823,
      0.43782349911420193,
      1,
      4.248354255291589e-18,
      0.5,
      0.8175744761936437
    };
    double[] found = mean(LOGITS);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-15));
    }
  }

  @Test
  void gradientWithRespectToTheLogitsIsDataMinusProbability() {
    Parameter logits = Parameter.trainable("logits", LOGITS.copy());
    Tensor x = Tensor.of(new float[] {0, 1, 1, 0, 1, 0, 1, 0.25f}, 2, 4);
    try (Tape tape = ENGINE.newTape()) {
      tape.backward(
          likelihood.logDensity(tape.parameter(logits), tape.constant(x)).sum(),
          Parameters.of(logits));
    }
    double[] probability = mean(LOGITS);
    for (int i = 0; i < probability.length; i++) {
      assertThat((double) logits.gradient().data()[i])
          .isCloseTo(x.data()[i] - probability[i], within(0x1p-24));
    }
  }

  @Test
  void samplesAreOnAsOftenAsTheMeanSays() {
    int n = 20_000;
    Tensor draws =
        likelihood.sample(repeated(n, -3, 0.5f, 2, -0.25f), RandomStreams.seeded(5).split("x"));
    assertThat(draws.shape()).containsExactly(n, 4);
    double[] probability = mean(LOGITS);
    for (int feature = 0; feature < 4; feature++) {
      int on = 0;
      for (int row = 0; row < n; row++) {
        float value = draws.at(row, feature);
        assertThat(value == 0 || value == 1).isTrue();
        on += (int) value;
      }
      double p = probability[feature];
      // five standard errors of a binomial proportion
      assertThat((double) on / n).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / n)));
    }
  }

  @Test
  void certainFeaturesAreDrawnAsTheyAre() {
    RandomStream random = RandomStreams.seeded(1);
    Tensor draws = likelihood.sample(repeated(1000, 1000, -1000, 1000, -1000), random);
    assertThat(draws.data()).isEqualTo(repeated(1000, 1, 0, 1, 0).data());
  }

  @Test
  void dataMustLieInTheUnitInterval() {
    assertThat(likelihood.support(3)).isEqualTo(Support.BINARY);
  }

  @Test
  void thereIsOneLogitAFeatureAndNothingElseToLearn() {
    assertThat(likelihood.decoderOutputs()).isEqualTo(likelihood.features()).isEqualTo(4);
    assertThat(likelihood.parameters().isEmpty()).isTrue();
  }

  @Test
  void noFeaturesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> BernoulliLikelihood.of(0));
  }
}
