package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/**
 * What every {@link Divergence} must hold, between a diagonal Gaussian posterior and N(0, I). A
 * test class implements it and gives the divergence.
 */
public interface DivergenceContract {
  /** The divergence under test. */
  Divergence divergence();

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(5).split(purpose);
  }

  /** Posteriors whose means lie around a place, with variances below 1: codes of examples. */
  private static Tensor means(int n, double shift) {
    Tensor means = random("means").gaussian(n, 2);
    for (int i = 0; i < means.size(); i++) {
      means.data()[i] = (float) (0.8 * means.data()[i] + shift);
    }
    return means;
  }

  private static Tensor logVariances(int n) {
    Tensor logVariances = random("log variances").gaussian(n, 2);
    for (int i = 0; i < logVariances.size(); i++) {
      logVariances.data()[i] = (float) (0.3 * logVariances.data()[i] - 1);
    }
    return logVariances;
  }

  private Var between(Var mean, Var logVariance, boolean closedForm) {
    Posterior q = new DiagonalGaussian(mean, logVariance);
    Var z = q.sample(random("codes"));
    return divergence().between(q, z, new UnitNormal(2, closedForm), random("divergence"));
  }

  @Test
  default void valuesHaveTheDocumentedShapeAndAreFinite() {
    for (boolean closedForm : new boolean[] {true, false}) {
      try (Tape tape = Engines.fused().newTape()) {
        Var value = between(tape.constant(means(7, 0)), tape.constant(logVariances(7)), closedForm);
        assertThat(value.shape().length).as("the rank").isEqualTo(1);
        assertThat(value.rows()).as("one an example, or one for the batch").isIn(1, 7);
        assertThat(Arrays.stream(value.toDoubles()).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  @Test
  default void itGrowsAsThePosteriorMovesAway() {
    double[] values = new double[3];
    for (int i = 0; i < values.length; i++) {
      int shift = 2 * i;
      double[] numbers =
          Computation.exactly(
              tape ->
                  between(
                      tape.constant(means(500, shift)), tape.constant(logVariances(500)), true));
      values[i] = Arrays.stream(numbers).average().orElseThrow();
    }
    assertThat(values[1]).as("at a distance of 2, against none").isGreaterThan(values[0]);
    assertThat(values[2]).as("at a distance of 4, against 2").isGreaterThan(values[1]);
  }

  @Test
  default void ifItIsTheRateItIsTheDivergenceOfEachExample() {
    if (divergence().isRate()) {
      int n = 10_000;
      Tensor mean = Computation.repeated(means(1, 0.5), 0, n);
      Tensor logVariance = Computation.repeated(logVariances(1), 0, n);
      double expected = 0; // ½ (μ² + σ² − ln σ² − 1), summed over coordinates
      for (int i = 0; i < 2; i++) {
        double m = mean.data()[i];
        double v = logVariance.data()[i];
        expected += 0.5 * (m * m + Math.exp(v) - v - 1);
      }
      for (boolean closedForm : new boolean[] {true, false}) {
        double[] values =
            Computation.exactly(
                tape -> between(tape.constant(mean), tape.constant(logVariance), closedForm));
        assertThat(values.length).as("one an example").isEqualTo(n);
        Draws.of(values).mean().assertIs("the mean of the rate", expected);
      }
    }
  }

  @Test
  default void sameStreamGivesTheSameBits() {
    Computation.assertSameBitsTwice(
        "the divergence",
        tape -> between(tape.constant(means(7, 0)), tape.constant(logVariances(7)), false));
  }

  @Test
  default void gradientsAgreeWithFiniteDifferences() {
    Parameter mean = Parameter.trainable("mean", means(5, 0.5));
    Parameter logVariance = Parameter.trainable("log-variance", logVariances(5));
    for (boolean closedForm : new boolean[] {true, false}) {
      GradientCheck.of(
          tape -> between(tape.parameter(mean), tape.parameter(logVariance), closedForm).mean(),
          mean,
          logVariance);
    }
  }

  @Test
  default void methodIsOneLine() {
    for (boolean closedForm : new boolean[] {true, false}) {
      try (Tape tape = Engines.fused().newTape()) {
        Posterior q =
            new DiagonalGaussian(tape.constant(means(2, 0)), tape.constant(logVariances(2)));
        assertThat(divergence().method(q, new UnitNormal(2, closedForm)))
            .isNotBlank()
            .doesNotContain("\n");
      }
    }
  }

  @Test
  default void aDeterministicCodeHasAFiniteDivergenceOrAnErrorThatSaysWhy() {
    try (Tape tape = Engines.fused().newTape()) {
      PointPosterior q = new PointPosterior(tape.constant(means(7, 0)));
      Prior p = new UnitNormal(2, true);
      Optional<Latent4jException> refusal = Optional.empty();
      try {
        double[] values = divergence().between(q, q.mean(), p, random("divergence")).toDoubles();
        assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
      } catch (Latent4jException e) {
        refusal = Optional.of(e);
      }
      refusal.ifPresent(
          e ->
              assertThat(e)
                  .hasMessageContaining("PointPosterior")
                  .hasMessageContaining("UnitNormal"));
    }
  }

  @Test
  default void enginesAgree() {
    for (boolean closedForm : new boolean[] {true, false}) {
      Computation.assertEnginesAgree(
          "the divergence",
          49,
          tape ->
              between(tape.constant(means(7, 0.5)), tape.constant(logVariances(7)), closedForm));
    }
  }
}
