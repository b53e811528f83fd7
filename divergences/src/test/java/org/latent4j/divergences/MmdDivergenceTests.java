package org.latent4j.divergences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.priors.LaplacePrior;
import org.latent4j.priors.StandardNormalPrior;
import org.latent4j.testkit.DivergenceContract;

class MmdDivergenceTests {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final Engine FUSED = FusedEngine.create(1);
  private static final RandomStream RANDOM = RandomStreams.seeded(1);
  private static final Tensor CODES =
      Tensor.of(new float[] {0.5f, -1, 1.5f, 0.25f, -0.75f, 2, 0, 0}, 4, 2);
  private static final Tensor DRAWS =
      Tensor.of(new float[] {1, 1, -2, 0.5f, 0.25f, -0.25f, 0.5f, 3}, 4, 2);

  /** A prior that draws the four points above. */
  private static final class FourPoints implements Prior {
    @Override
    public int latent() {
      return 2;
    }

    @Override
    public Var logDensity(Var z) {
      throw new AssertionError("the discrepancy needs draws alone");
    }

    @Override
    public void sample(RandomStream random, Tensor into) {
      for (int i = 0; i < into.size(); i++) {
        into.data()[i] = DRAWS.data()[i % DRAWS.size()];
      }
    }
  }

  private static double between(
      Engine engine, MmdDivergence mmd, Tensor codes, Prior prior, RandomStream random) {
    try (Tape tape = engine.newTape()) {
      Var z = tape.constant(codes);
      Var value = mmd.between(new PointPosterior(z), z, prior, random);
      assertThat(value.shape()).containsExactly(1);
      return value.item();
    }
  }

  private static double value(MmdDivergence mmd) {
    return between(ENGINE, mmd, CODES, new FourPoints(), RANDOM);
  }

  @Nested
  class WithTheInverseMultiquadricKernel implements DivergenceContract {
    @Override
    public Divergence divergence() {
      return MmdDivergence.of(MmdKernel.IMQ, 10);
    }
  }

  @Nested
  class WithTheGaussianKernel implements DivergenceContract {
    @Override
    public Divergence divergence() {
      return MmdDivergence.of(MmdKernel.RBF, 1).withBandwidth(3);
    }
  }

  // The double sums over pairs i ≠ j written out in Python, NumPy 2.4.6.
  @Test
  void agreesWithTheSumsOverPairs() {
    MmdDivergence imq = MmdDivergence.of(MmdKernel.IMQ, 1);
    MmdDivergence rbf = MmdDivergence.of(MmdKernel.RBF, 1);
    assertThat(value(imq.withBandwidth(4))).isCloseTo(-0.1408452868518042, within(1e-14));
    assertThat(value(imq.withBandwidth(0.5))).isCloseTo(-0.1450994617518957, within(1e-14));
    assertThat(value(rbf.withBandwidth(4))).isCloseTo(-0.18638525894158986, within(1e-14));
    assertThat(value(rbf.withBandwidth(0.5))).isCloseTo(-0.14555316810611219, within(1e-14));
  }

  @Test
  void theWeightMultiplies() {
    MmdDivergence one = MmdDivergence.of(MmdKernel.IMQ, 1).withBandwidth(4);
    MmdDivergence eight = MmdDivergence.of(MmdKernel.IMQ, 8).withBandwidth(4);
    assertThat(value(eight)).isCloseTo(8 * value(one), within(1e-14));
  }

  @Test
  void isNotTheRate() {
    assertThat(MmdDivergence.of(MmdKernel.IMQ, 1).isRate()).isFalse();
  }

  // Unbiased: on draws from the prior itself the average is 0, within its standard error.
  @ParameterizedTest
  @EnumSource
  void ofThePriorFromItselfIsZeroOnAverage(MmdKernel kernel) {
    Prior prior = StandardNormalPrior.of(3);
    MmdDivergence mmd = MmdDivergence.of(kernel, 1);
    int repetitions = 200;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < repetitions; i++) {
      RandomStream step = RANDOM.split(i);
      double value = between(FUSED, mmd, prior.sample(step.split("codes"), 30), prior, step);
      sum += value;
      squares += value * value;
    }
    double average = sum / repetitions;
    double standardError = Math.sqrt((squares / repetitions - average * average) / repetitions);
    assertThat(average).isCloseTo(0, within(4 * standardError));
  }

  // 2 · latent · scale² for a normal prior, 2 · latent · 2b² for a Laplace prior. The estimate's
  // standard error is C √((kurtosis − 1) / (draws · latent)).
  @Test
  void theBandwidthFollowsThePrior() {
    int latent = 8;
    int n = MmdDivergence.BANDWIDTH_DRAWS * latent;
    double normal =
        MmdDivergence.expectedSquaredDistance(StandardNormalPrior.of(latent, 5), RANDOM);
    assertThat(normal).isCloseTo(400, within(4 * 400 * Math.sqrt(2.0 / n)));
    double laplace = MmdDivergence.expectedSquaredDistance(LaplacePrior.of(latent, 3), RANDOM);
    assertThat(laplace).isCloseTo(288, within(4 * 288 * Math.sqrt(5.0 / n)));
  }

  @Test
  void withoutABandwidthTheEstimatedOneIsUsed() {
    Prior prior = StandardNormalPrior.of(2, 3);
    double c = MmdDivergence.expectedSquaredDistance(prior, RANDOM.split("bandwidth"));
    MmdDivergence mmd = MmdDivergence.of(MmdKernel.IMQ, 1);
    assertThat(between(ENGINE, mmd, CODES, prior, RANDOM))
        .isEqualTo(between(ENGINE, mmd.withBandwidth(c), CODES, prior, RANDOM));
  }

  @Test
  void theStepsStreamDecides() {
    MmdDivergence mmd = MmdDivergence.of(MmdKernel.IMQ, 1);
    Prior prior = StandardNormalPrior.of(2);
    double value = between(ENGINE, mmd, CODES, prior, RANDOM.split(1));
    assertThat(between(ENGINE, mmd, CODES, prior, RANDOM.split(1))).isEqualTo(value);
    assertThat(between(ENGINE, mmd, CODES, prior, RANDOM.split(2))).isNotEqualTo(value);
  }

  @Test
  void aSingleExampleIsRefused() {
    MmdDivergence mmd = MmdDivergence.of(MmdKernel.IMQ, 1);
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(
            () -> between(ENGINE, mmd, Tensor.zeros(1, 2), StandardNormalPrior.of(2), RANDOM))
        .withMessageContainingAll("divergence 'mmd'", "at least 2", "batch size");
  }

  @Test
  void theMethodNamesKernelAndUnit() {
    try (Tape tape = ENGINE.newTape()) {
      assertThat(
              MmdDivergence.of(MmdKernel.RBF, 10)
                  .method(new PointPosterior(tape.constant(1)), StandardNormalPrior.of(1)))
          .contains("MMD²", "rbf", "10", "not in nats");
    }
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MmdDivergence.of(MmdKernel.IMQ, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MmdDivergence.of(MmdKernel.IMQ, 1).withBandwidth(-1));
  }
}
