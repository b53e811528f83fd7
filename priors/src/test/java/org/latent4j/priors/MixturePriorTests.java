package org.latent4j.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.PriorContract;

class MixturePriorTests implements PriorContract {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final Tensor Z = Tensor.of(new float[] {0.5f, -1.5f, -3, 0, 10, 10}, 3, 2);

  /** Three components with weights 0.547, 0.122 and 0.331. */
  private static MixturePrior example() {
    MixturePrior prior = MixturePrior.of("prior", 2, 3, 1, RandomStreams.seeded(1));
    set(prior, "prior.logits", 0.5f, -1, 0);
    set(prior, "prior.mean", 1, -2, 0, 0.5f, -3, 0.25f);
    set(prior, "prior.log-variance", 0, -1, 0.5f, 1.5f, -2, 0.25f);
    return prior;
  }

  private static void set(MixturePrior prior, String name, float... values) {
    Tensor target = prior.parameters().find(name).orElseThrow().value();
    System.arraycopy(values, 0, target.data(), 0, target.size());
  }

  private static double[] logDensity(MixturePrior prior, Tensor z) {
    try (Tape tape = ENGINE.newTape()) {
      return prior.logDensity(tape.constant(z)).toDoubles();
    }
  }

  @Override
  public Prior prior(int latent) {
    return MixturePrior.of("prior", latent, 3, 2, RandomStreams.seeded(1));
  }

  // scipy.special.logsumexp over components of ln w + scipy.stats.multivariate_normal.logpdf with
  // w = softmax(logits) and variances 1e-4 + exp(rho), SciPy 1.17.1
  @Test
  void logDensityAgreesWithScipy() {
    double[] expected = {-2.360928395203176, -2.088086020558122, -45.335266671291784};
    double[] found = logDensity(example(), Z);
    for (int i = 0; i < 3; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-14 * 64));
    }
  }

  @Test
  void oneComponentIsANormalDistribution() {
    MixturePrior prior = MixturePrior.of("prior", 2, 1, 1, RandomStreams.seeded(1));
    set(prior, "prior.mean", 0, 0);
    try (Tape tape = ENGINE.newTape()) {
      double[] normal = StandardNormalPrior.of(2).logDensity(tape.constant(Z)).toDoubles();
      double[] found = logDensity(prior, Z);
      for (int i = 0; i < 3; i++) {
        // the variance's parameter is a float, good to 2^-24 of ln(1 - floor)
        assertThat(found[i]).isCloseTo(normal[i], within(1e-9));
      }
    }
  }

  // mean w·μ and variance w·(σ² + μ²) − (w·μ)² by NumPy 2.4.6; the fourth moments by the same sum
  // over components, of σ⁴·3 + 6σ²δ² + δ⁴ with δ the distance from the mean
  @Test
  void drawsHaveTheMomentsOfTheMixture() {
    double[] weights = {0.5465493872661796, 0.12195165230972885, 0.3314989604240915};
    double[][] means = {{1, -2}, {0, 0.5}, {-3, 0.25}};
    double[][] rhos = {{0, -1}, {0.5, 1.5}, {-2, 0.25}};
    double[] mean = {-0.4479474940060949, -0.9492482082714718};
    double[] variance = {4.121960249824556, 2.50969874747841};
    double[] kurtosis = new double[2];
    for (int i = 0; i < 2; i++) {
      double fourth = 0;
      for (int k = 0; k < 3; k++) {
        double v = MixturePrior.FLOOR + Math.exp(rhos[k][i]);
        double delta = Math.pow(means[k][i] - mean[i], 2);
        fourth += weights[k] * (3 * v * v + 6 * v * delta + delta * delta);
      }
      kurtosis[i] = fourth / (variance[i] * variance[i]);
    }
    Tensor draws = example().sample(RandomStreams.seeded(4), 20_000);
    Moments.assertMoments(draws, mean, variance, kurtosis);
  }

  @Test
  void drawsComeFromComponentsByTheirWeight() {
    MixturePrior prior = example();
    // So far apart that a draw tells its component.
    set(prior, "prior.mean", -100, 0, 0, 0, 100, 0);
    int n = 20_000;
    Tensor draws = prior.sample(RandomStreams.seeded(4), n);
    double[] counts = new double[3];
    for (int row = 0; row < n; row++) {
      counts[1 + Math.round(draws.at(row, 0) / 100)]++;
    }
    double[] weights = {0.5465493872661796, 0.12195165230972885, 0.3314989604240915};
    for (int k = 0; k < 3; k++) {
      double standardError = Math.sqrt(weights[k] * (1 - weights[k]) / n);
      assertThat(counts[k] / n).isCloseTo(weights[k], within(5 * standardError));
    }
  }

  @Test
  void anImpossibleComponentIsNeverDrawn() {
    MixturePrior prior = example();
    set(prior, "prior.mean", -100, 0, 0, 0, 100, 0);
    set(prior, "prior.logits", -2000, 0, -2000);
    for (float z : prior.sample(RandomStreams.seeded(4), 1000).data()) {
      assertThat(z).isBetween(-50f, 50f);
    }
    assertThat(logDensity(prior, Tensor.zeros(1, 2))[0]).isFinite();
  }

  @Test
  void aComponentCannotShrinkOntoACode() {
    MixturePrior prior = example();
    Arrays.fill(prior.parameters().find("prior.log-variance").orElseThrow().value().data(), -1000);
    double highest = -Math.log(2 * Math.PI * MixturePrior.FLOOR);
    assertThat(logDensity(prior, Tensor.of(new float[] {1, -2}, 1, 2))[0])
        .isLessThanOrEqualTo(highest);
  }

  @Test
  void thereIsNoClosedForm() {
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q = new DiagonalGaussian(tape.constant(Z), tape.constant(Z));
      assertThat(example().klFrom(q)).isEmpty();
    }
  }

  @Test
  void startsWithEqualWeightsUnitVariancesAndSpreadMeans() {
    MixturePrior prior = MixturePrior.of("prior", 50, 40, 3, RandomStreams.seeded(1));
    assertThat(prior.latent()).isEqualTo(50);
    assertThat(prior.components()).isEqualTo(40);
    assertThat(prior.parameters().find("prior.logits").orElseThrow().value().data())
        .containsOnly(0);
    float[] means = prior.parameters().find("prior.mean").orElseThrow().value().data();
    double squares = 0;
    for (float mean : means) {
      squares += mean * mean;
    }
    assertThat(squares / means.length).isCloseTo(9, within(5 * 9 * Math.sqrt(2.0 / means.length)));
  }

  private static RandomStream stream() {
    return RandomStreams.seeded(8);
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MixturePrior.of("prior", 2, 0, 1, stream()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MixturePrior.of("prior", 0, 2, 1, stream()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MixturePrior.of("prior", 2, 2, -1, stream()));
  }
}
