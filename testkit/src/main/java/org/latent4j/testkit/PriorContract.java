package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/**
 * What every {@link Prior} must hold. A test class implements this interface and gives the prior:
 *
 * <pre>{@code
 * class LaplacePriorTests implements PriorContract {
 *   @Override
 *   public Prior prior(int latent) {
 *     return LaplacePrior.of(latent, 0.7);
 *   }
 * }
 * }</pre>
 */
public interface PriorContract {
  /**
   * The prior under test, equal each time. Settings other than the defaults show more mistakes.
   *
   * @param latent 1, 2 or 3
   */
  Prior prior(int latent);

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(1).split(purpose);
  }

  @Test
  default void shapesAreAsDocumented() {
    Prior prior = prior(3);
    assertThat(prior.latent()).isEqualTo(3);
    Tensor draws = prior.sample(random("draws"), 5);
    assertThat(draws.shape()).containsExactly(5, 3);
    assertThat(Computation.shape(tape -> prior.logDensity(tape.constant(draws))))
        .containsExactly(5);
  }

  @Test
  default void densityIntegratesToOneOnTheLine() {
    curve(prior(1)).total().assertIs("the integral of the prior's density", 1);
  }

  @Test
  default void densityIntegratesToOneInThePlane() {
    PlaneDensity.of(prior(2), random("draws")).total().assertIs("the density's integral", 1);
  }

  @Test
  default void samplesFollowTheDensityOnTheLine() {
    Prior prior = prior(1);
    Draws.ofColumn(prior.sample(random("draws"), 10_000).data(), 1, 0)
        .assertFollow("samples of the prior", curve(prior));
  }

  @Test
  default void samplesFollowTheDensityInThePlane() {
    Prior prior = prior(2);
    PlaneDensity.of(prior, random("draws"))
        .assertFollowedBy(prior.sample(random("more draws"), 10_000));
  }

  private static DensityCurve curve(Prior prior) {
    Draws draws = Draws.ofColumn(prior.sample(random("location"), 1001).data(), 1, 0);
    Quadrature line =
        Quadrature.over(
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            draws.median(),
            draws.scale(),
            4001);
    Tensor nodes = Tensor.zeros(line.size(), 1);
    for (int i = 0; i < line.size(); i++) {
      nodes.data()[i] = line.node(i);
    }
    double[] logDensities = Computation.exactly(tape -> prior.logDensity(tape.constant(nodes)));
    return DensityCurve.of(line, logDensities, 0);
  }

  @Test
  default void sameStreamGivesTheSameBitsAndAnotherDoesNot() {
    Prior prior = prior(2);
    float[] first = prior.sample(random("draws"), 50).data();
    assertThat(prior(2).sample(random("draws"), 50).data()).containsExactly(first);
    assertThat(prior.sample(random("other draws"), 50).data()).isNotEqualTo(first);
  }

  @Test
  default void closedFormOfTheDivergenceAgreesWithMonteCarlo() {
    Prior prior = prior(2);
    float[][] settings = {{0, 0, 0, 0}, {0.7f, -0.4f, -1, -2}, {-1.5f, 2, 0.5f, -3}};
    for (float[] setting : settings) {
      Tensor mean = Tensor.of(new float[] {setting[0], setting[1]}, 1, 2);
      Tensor logVariance = Tensor.of(new float[] {setting[2], setting[3]}, 1, 2);
      Optional<double[]> closed = closedForm(prior, mean, logVariance);
      if (closed.isPresent()) {
        double divergence = closed.get()[0];
        double[] differences =
            Computation.exactly(
                tape -> {
                  DiagonalGaussian q =
                      new DiagonalGaussian(
                          tape.constant(Computation.repeated(mean, 0, 10_000)),
                          tape.constant(Computation.repeated(logVariance, 0, 10_000)));
                  Var z = q.sample(random("codes"));
                  return q.logDensity(z).orElseThrow().minus(prior.logDensity(z));
                });
        Draws.of(differences)
            .mean()
            .assertIs("E_q[ln q − ln p], against the closed form of the divergence", divergence);
        assertThat(divergence).as("a divergence").isGreaterThanOrEqualTo(-1e-6);
      }
    }
  }

  private static Optional<double[]> closedForm(Prior prior, Tensor mean, Tensor logVariance) {
    try (Tape tape = Engines.reference().newTape()) {
      return prior
          .klFrom(new DiagonalGaussian(tape.constant(mean), tape.constant(logVariance)))
          .map(Var::toDoubles);
    }
  }

  @Test
  default void aDeterministicCodeHasNoDivergence() {
    try (Tape tape = Engines.reference().newTape()) {
      assertThat(prior(2).klFrom(new PointPosterior(tape.constant(Tensor.zeros(3, 2)))))
          .as("KL from a posterior that has no density")
          .isEmpty();
    }
  }

  @Test
  default void gradientsOfTheDensityAgreeWithFiniteDifferences() {
    Prior prior = prior(2);
    Parameter z = Parameter.trainable("codes", prior.sample(random("draws"), 4));
    GradientCheck.of(
        tape -> prior.logDensity(tape.parameter(z)).sum(),
        Parameters.of(z).and(prior.parameters().trainable()));
  }

  @Test
  default void gradientsOfTheDivergenceAgreeWithFiniteDifferences() {
    Prior prior = prior(2);
    Parameter mean = Parameter.trainable("mean", random("means").gaussian(4, 2));
    Parameter logVariance = Parameter.trainable("log-variance", random("spreads").gaussian(4, 2));
    if (closedForm(prior, mean.value(), logVariance.value()).isPresent()) {
      GradientCheck.of(
          tape ->
              prior
                  .klFrom(new DiagonalGaussian(tape.parameter(mean), tape.parameter(logVariance)))
                  .orElseThrow()
                  .sum(),
          Parameters.of(mean, logVariance).and(prior.parameters().trainable()));
    }
  }

  @Test
  default void densityOfACodeDoesNotDependOnTheOthers() {
    Prior prior = prior(3);
    Tensor codes = prior.sample(random("draws"), 5);
    Computation.assertRowsStandAlone(
        "ln p(z)", 3, codes, (tape, rows) -> prior.logDensity(tape.constant(rows)));
  }

  @Test
  default void enginesAgree() {
    Prior prior = prior(3);
    Tensor codes = prior.sample(random("draws"), 7);
    Computation.assertEnginesAgree("ln p(z)", 3, tape -> prior.logDensity(tape.constant(codes)));
    Tensor mean = random("means").gaussian(7, 3);
    Tensor logVariance = random("spreads").gaussian(7, 3);
    if (closedForm(prior, mean, logVariance).isPresent()) {
      Computation.assertEnginesAgree(
          "KL(q ‖ p)",
          3,
          tape ->
              prior
                  .klFrom(new DiagonalGaussian(tape.constant(mean), tape.constant(logVariance)))
                  .orElseThrow());
    }
  }

  @Test
  default void logDensityIsFiniteFarFromTheMass() {
    Prior prior = prior(2);
    Tensor far = prior.sample(random("draws"), 4);
    for (int i = 0; i < far.size(); i++) {
      far.data()[i] += i % 2 == 0 ? 100 : -100;
    }
    for (double number : Computation.fused(tape -> prior.logDensity(tape.constant(far)))) {
      assertThat(number).as("ln p(z) 100 from the mass").isFinite();
    }
  }
}
