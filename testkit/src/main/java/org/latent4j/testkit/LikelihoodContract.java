package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/**
 * What every {@link Likelihood} must hold. A test class implements this interface, gives the
 * likelihood, and says which values have mass if it is not a density:
 *
 * <pre>{@code
 * class BernoulliLikelihoodTests implements LikelihoodContract {
 *   @Override
 *   public Likelihood likelihood() {
 *     return BernoulliLikelihood.of(3);
 *   }
 *
 *   @Override
 *   public List<Double> atoms(int feature) {
 *     return List.of(0.0, 1.0);
 *   }
 * }
 * }</pre>
 *
 * <p>Most tests take the features to be independent given the decoder's output, as they are in a
 * likelihood for data of any size; see {@link #featuresAreIndependent()}.
 */
public interface LikelihoodContract {
  /** The likelihood under test, of a few features; equal each time. */
  Likelihood likelihood();

  /**
   * The values of a feature that have mass: all of them, or enough that the rest has a probability
   * below 1e-9. Empty for a feature that has a density.
   */
  default List<Double> atoms(int feature) {
    return List.of();
  }

  /**
   * Whether ln p(x|z) is a sum over features. If not, the tests that compare one feature's
   * distribution with its samples are skipped.
   */
  default boolean featuresAreIndependent() {
    return true;
  }

  /** Examples of what the decoder may put out, {@code [n, decoderOutputs]}. */
  default Tensor outputs(RandomStream random, int n) {
    return random.gaussian(n, likelihood().decoderOutputs());
  }

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(2).split(purpose);
  }

  private Tensor outputs(int n) {
    return outputs(random("outputs"), n);
  }

  @Test
  default void shapesAreAsDocumented() {
    Likelihood likelihood = likelihood();
    Tensor outputs = outputs(5);
    assertThat(outputs.shape()).containsExactly(5, likelihood.decoderOutputs());
    Tensor x = likelihood.sample(outputs, random("draws"));
    assertThat(x.shape()).as("of samples").containsExactly(5, likelihood.features());
    assertThat(
            Computation.shape(
                tape -> likelihood.logDensity(tape.constant(outputs), tape.constant(x))))
        .as("of ln p(x|z)")
        .containsExactly(5);
    assertThat(Computation.shape(tape -> likelihood.mean(tape.constant(outputs))))
        .as("of the mean")
        .containsExactly(5, likelihood.features());
  }

  @Test
  default void probabilitiesAddUpToOne() {
    Assumptions.assumeTrue(featuresAreIndependent());
    Likelihood likelihood = likelihood();
    for (int row = 0; row < 2; row++) {
      Tensor outputs = outputs(2).copyOfRows(row, row + 1);
      Tensor many = draws(likelihood, outputs);
      Tensor base = many.copyOfRows(0, 1);
      // ln p(x₀) = Σ ln pᵢ(x₀ᵢ), and pᵢ(x₀ᵢ) is one over the sum of p(x) / p(x₀) over feature i.
      double sum = 0;
      double error = 0;
      for (int feature = 0; feature < likelihood.features(); feature++) {
        Estimate total = curve(likelihood, outputs, base, feature, many).total();
        sum -= Math.log(total.value());
        error += total.error() / total.value();
      }
      double[] found =
          Computation.exactly(
              tape -> likelihood.logDensity(tape.constant(outputs), tape.constant(base)));
      new Estimate(found[0], error)
          .assertIs("ln p(x|z), against the one that sums to 1 over all x", sum);
    }
  }

  @Test
  default void samplesFollowTheDensity() {
    Assumptions.assumeTrue(featuresAreIndependent());
    Likelihood likelihood = likelihood();
    Tensor outputs = outputs(1);
    Tensor many = draws(likelihood, outputs);
    for (int feature = 0; feature < likelihood.features(); feature++) {
      curve(likelihood, outputs, many.copyOfRows(0, 1), feature, many)
          .assertFollowedBy(
              "samples of feature " + feature,
              Draws.ofColumn(many.data(), many.columns(), feature));
    }
  }

  @Test
  default void meanIsTheDensitys() {
    Assumptions.assumeTrue(featuresAreIndependent());
    Likelihood likelihood = likelihood();
    Tensor outputs = outputs(1);
    Tensor many = draws(likelihood, outputs);
    double[] means = Computation.exactly(tape -> likelihood.mean(tape.constant(outputs)));
    for (int feature = 0; feature < likelihood.features(); feature++) {
      curve(likelihood, outputs, many.copyOfRows(0, 1), feature, many)
          .mean()
          .assertIs("the mean of feature " + feature + " under the density", means[feature]);
    }
  }

  private FeatureCurve curve(
      Likelihood likelihood, Tensor outputs, Tensor base, int feature, Tensor draws) {
    return FeatureCurve.of(
        likelihood,
        outputs,
        base,
        feature,
        atoms(feature),
        Draws.ofColumn(draws.data(), draws.columns(), feature));
  }

  private static Tensor draws(Likelihood likelihood, Tensor outputs) {
    return likelihood.sample(Computation.repeated(outputs, 0, 10_000), random("draws"));
  }

  @Test
  default void meanIsTheSamplesMean() {
    Likelihood likelihood = likelihood();
    Tensor outputs = outputs(1);
    Tensor many = draws(likelihood, outputs);
    double[] means = Computation.exactly(tape -> likelihood.mean(tape.constant(outputs)));
    for (int feature = 0; feature < likelihood.features(); feature++) {
      Draws.ofColumn(many.data(), many.columns(), feature)
          .mean()
          .assertIs("the mean of samples of feature " + feature, means[feature]);
    }
  }

  @Test
  default void samplesAreWithinTheSupport() {
    Likelihood likelihood = likelihood();
    Tensor many = draws(likelihood, outputs(1));
    for (int feature = 0; feature < likelihood.features(); feature++) {
      Draws draws = Draws.ofColumn(many.data(), many.columns(), feature);
      for (double extreme : new double[] {draws.least(), draws.greatest()}) {
        assertThat(likelihood.support(feature).contains(extreme))
            .as("%s in the support %s", extreme, likelihood.support(feature).name())
            .isTrue();
      }
    }
  }

  @Test
  default void sameStreamGivesTheSameBitsAndAnotherDoesNot() {
    Tensor outputs = Computation.repeated(outputs(1), 0, 100);
    float[] first = likelihood().sample(outputs, random("draws")).data();
    assertThat(likelihood().sample(outputs, random("draws")).data()).containsExactly(first);
    assertThat(likelihood().sample(outputs, random("other")).data()).isNotEqualTo(first);
  }

  @Test
  default void gradientsOfTheDensityAgreeWithFiniteDifferences() {
    Likelihood likelihood = likelihood();
    Parameter outputs = Parameter.trainable("outputs", outputs(3));
    Tensor x = likelihood.sample(outputs(3), random("draws"));
    GradientCheck.of(
        tape -> likelihood.logDensity(tape.parameter(outputs), tape.constant(x)).sum(),
        Parameters.of(outputs).and(likelihood.parameters().trainable()));
  }

  @Test
  default void gradientsOfTheMeanAgreeWithFiniteDifferences() {
    Likelihood likelihood = likelihood();
    Parameter outputs = Parameter.trainable("outputs", outputs(3));
    Tensor weights = random("weights").gaussian(3, likelihood.features());
    GradientCheck.of(
        tape -> likelihood.mean(tape.parameter(outputs)).times(tape.constant(weights)).sum(),
        Parameters.of(outputs).and(likelihood.parameters().trainable()));
  }

  @Test
  default void anExampleDoesNotDependOnTheOthers() {
    Likelihood likelihood = likelihood();
    Tensor outputs = outputs(4);
    Tensor x = likelihood.sample(outputs, random("draws"));
    int width = outputs.columns();
    Tensor both = besides(outputs, x);
    Computation.assertRowsStandAlone(
        "ln p(x|z)",
        likelihood.features(),
        both,
        (tape, rows) -> {
          Var all = tape.constant(rows);
          return likelihood.logDensity(all.columns(0, width), all.columns(width, all.columns()));
        });
    Computation.assertRowsStandAlone(
        "E[x|z]",
        likelihood.features(),
        outputs,
        (tape, rows) -> likelihood.mean(tape.constant(rows)));
  }

  private static Tensor besides(Tensor a, Tensor b) {
    try (Tape tape = Engines.fused().newTape()) {
      return tape.concatenate(List.of(tape.constant(a), tape.constant(b))).value().copy();
    }
  }

  @Test
  default void enginesAgree() {
    Likelihood likelihood = likelihood();
    Tensor outputs = outputs(7);
    Tensor x = likelihood.sample(outputs, random("draws"));
    int summands = likelihood.features();
    Computation.assertEnginesAgree(
        "ln p(x|z)",
        summands,
        tape -> likelihood.logDensity(tape.constant(outputs), tape.constant(x)));
    Computation.assertEnginesAgree(
        "E[x|z]", summands, tape -> likelihood.mean(tape.constant(outputs)));
  }
}
