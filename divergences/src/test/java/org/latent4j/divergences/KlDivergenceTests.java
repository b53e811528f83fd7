package org.latent4j.divergences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.priors.MixturePrior;
import org.latent4j.priors.StandardNormalPrior;
import org.latent4j.testkit.DivergenceContract;
import org.latent4j.testkit.GradientCheck;

class KlDivergenceTests implements DivergenceContract {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final RandomStream RANDOM = RandomStreams.seeded(1);
  private static final Tensor MEAN = Tensor.of(new float[] {0, 1, -2.5f, 0.25f}, 2, 2);
  private static final Tensor LOG_VARIANCE = Tensor.of(new float[] {0, -2, 1, -6}, 2, 2);

  private final KlDivergence kl = KlDivergence.create();

  @Override
  public Divergence divergence() {
    return kl;
  }

  private static DiagonalGaussian gaussian(Tape tape) {
    return new DiagonalGaussian(tape.constant(MEAN), tape.constant(LOG_VARIANCE));
  }

  /** One component of mean 0 and variance 1: the same distribution as the standard normal prior. */
  private static MixturePrior normalAsMixture() {
    return MixturePrior.of("prior", 2, 1, 0, RANDOM);
  }

  @Test
  void isThePriorsClosedFormWhereThereIsOne() {
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q = gaussian(tape);
      Prior prior = StandardNormalPrior.of(2);
      assertThat(kl.between(q, q.sample(RANDOM), prior, RANDOM).toDoubles())
          .isEqualTo(prior.klFrom(q).orElseThrow().toDoubles());
      assertThat(kl.method(q, prior)).isEqualTo("closed form");
    }
  }

  @Test
  void isOtherwiseTheLogRatioAtTheDraw() {
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q = gaussian(tape);
      Prior prior = normalAsMixture();
      Var z = q.sample(RANDOM);
      assertThat(kl.between(q, z, prior, RANDOM).toDoubles())
          .isEqualTo(q.logDensity(z).orElseThrow().minus(prior.logDensity(z)).toDoubles());
      assertThat(kl.method(q, prior)).isEqualTo("Monte Carlo, one draw an example");
    }
  }

  @Test
  void gradientsOfTheEstimateAgreeWithDifferences() {
    Parameter mean = Parameter.trainable("mean", MEAN.copy());
    Parameter logVariance = Parameter.trainable("log-variance", LOG_VARIANCE.copy());
    MixturePrior prior = MixturePrior.of("prior", 2, 3, 1, RANDOM);
    GradientCheck.of(
        tape -> {
          DiagonalGaussian q =
              new DiagonalGaussian(tape.parameter(mean), tape.parameter(logVariance));
          return kl.between(q, q.sample(RandomStreams.seeded(5)), prior, RANDOM).sum();
        },
        prior.parameters().and(Parameters.of(mean, logVariance)));
  }

  @Test
  void aDeterministicCodeIsRefusedNamingBoth() {
    try (Tape tape = ENGINE.newTape()) {
      PointPosterior q = new PointPosterior(tape.constant(MEAN));
      assertThatExceptionOfType(Latent4jException.class)
          .isThrownBy(() -> kl.between(q, q.mean(), StandardNormalPrior.of(2), RANDOM))
          .withMessageContainingAll("PointPosterior", "StandardNormalPrior", "'mmd'", "'aae'");
    }
  }

  @Test
  void isTheRate() {
    assertThat(kl.isRate()).isTrue();
  }
}
