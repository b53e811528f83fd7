package org.latent4j.likelihoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.LikelihoodContract;

class CompositeLikelihoodTests implements LikelihoodContract {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);

  private final GaussianLikelihood gaussian =
      GaussianLikelihood.predictedVariance(3, GaussianMean.IDENTITY, 1e-4);
  private final BernoulliLikelihood bernoulli = BernoulliLikelihood.of(2);

  // The columns are neither in order nor side by side.
  private final CompositeLikelihood composite =
      CompositeLikelihood.of(
          List.of(
              new CompositeLikelihood.Group(List.of(4, 0, 1), gaussian),
              new CompositeLikelihood.Group(List.of(2, 3), bernoulli)));

  private static final Tensor X =
      Tensor.of(new float[] {0.5f, -1, 1, 0, 3, 2, 0.25f, 0, 1, -2}, 2, 5);
  private static final Tensor X_GAUSSIAN = Tensor.of(new float[] {3, 0.5f, -1, -2, 2, 0.25f}, 2, 3);
  private static final Tensor X_BERNOULLI = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2);
  private static final Tensor OUTPUTS =
      Tensor.of(
          new float[] {
            2, 0.25f, 0, -1, 0.5f, 1, 3, -3, //
            -1, 2.5f, 1, 1, 0, -0.5f, -2, 0.5f
          },
          2,
          8);
  private static final Tensor OUTPUTS_GAUSSIAN =
      Tensor.of(new float[] {2, 0.25f, 0, -1, 0.5f, 1, -1, 2.5f, 1, 1, 0, -0.5f}, 2, 6);
  private static final Tensor OUTPUTS_BERNOULLI = Tensor.of(new float[] {3, -3, -2, 0.5f}, 2, 2);

  @Override
  public Likelihood likelihood() {
    return composite;
  }

  @Override
  public List<Double> atoms(int feature) {
    return feature == 2 || feature == 3 ? List.of(0.0, 1.0) : List.of();
  }

  @Test
  void logDensityIsTheSumOverTheGroups() {
    try (Tape tape = ENGINE.newTape()) {
      Var whole = composite.logDensity(tape.constant(OUTPUTS), tape.constant(X));
      Var parts =
          gaussian
              .logDensity(tape.constant(OUTPUTS_GAUSSIAN), tape.constant(X_GAUSSIAN))
              .plus(
                  bernoulli.logDensity(
                      tape.constant(OUTPUTS_BERNOULLI), tape.constant(X_BERNOULLI)));
      assertThat(whole.toDoubles()).isEqualTo(parts.toDoubles());
    }
  }

  @Test
  void meansStandInTheOrderOfTheData() {
    try (Tape tape = ENGINE.newTape()) {
      double[] whole = composite.mean(tape.constant(OUTPUTS)).toDoubles();
      double[] g = gaussian.mean(tape.constant(OUTPUTS_GAUSSIAN)).toDoubles();
      double[] b = bernoulli.mean(tape.constant(OUTPUTS_BERNOULLI)).toDoubles();
      assertThat(whole).containsExactly(g[1], g[2], b[0], b[1], g[0], g[4], g[5], b[2], b[3], g[3]);
    }
  }

  // Feature 0 of one group beside feature 1 of the other: not a stretch of either.
  @Test
  void neighboursOfDifferentGroupsAreKeptApart() {
    CompositeLikelihood interlocked = of(List.of(0, 3), List.of(2, 1));
    try (Tape tape = ENGINE.newTape()) {
      Var outputs = tape.constant(Tensor.of(new float[] {1, 2, 3, 4}, 1, 4));
      double[] ordered =
          tape.constant(Tensor.of(new float[] {1, 4, 3, 2}, 1, 4)).sigmoid().toDoubles();
      assertThat(interlocked.mean(outputs).toDoubles()).isEqualTo(ordered);
    }
  }

  @Test
  void samplesStandInTheOrderOfTheDataAndGroupsDrawFromStreamsOfTheirOwn() {
    RandomStream random = RandomStreams.seeded(9);
    float[] whole = composite.sample(OUTPUTS, random).data();
    float[] g = gaussian.sample(OUTPUTS_GAUSSIAN, random.split(0)).data();
    float[] b = bernoulli.sample(OUTPUTS_BERNOULLI, random.split(1)).data();
    assertThat(whole).containsExactly(g[1], g[2], b[0], b[1], g[0], g[4], g[5], b[2], b[3], g[3]);
  }

  @Test
  void supportIsThatOfTheColumnsOwnLikelihood() {
    assertThat(List.of(0, 1, 2, 3, 4).stream().map(composite::support))
        .containsExactly(
            Support.REAL_LINE,
            Support.REAL_LINE,
            Support.BINARY,
            Support.BINARY,
            Support.REAL_LINE);
  }

  @Test
  void outputsAreThoseOfAllGroups() {
    assertThat(composite.features()).isEqualTo(5);
    assertThat(composite.decoderOutputs()).isEqualTo(6 + 2);
  }

  @Test
  void parametersAreThoseOfAllGroups() {
    CompositeLikelihood two =
        CompositeLikelihood.of(
            List.of(
                new CompositeLikelihood.Group(List.of(1), shared("likelihood.group0")),
                new CompositeLikelihood.Group(List.of(0), shared("likelihood.group1"))));
    assertThat(two.parameters().asList().stream().map(Parameter::name))
        .containsExactly("likelihood.group0.log-variance", "likelihood.group1.log-variance");
  }

  @Test
  void oneGroupOfAllColumnsIsItsLikelihood() {
    CompositeLikelihood whole =
        CompositeLikelihood.of(List.of(new CompositeLikelihood.Group(List.of(0, 1, 2), gaussian)));
    try (Tape tape = ENGINE.newTape()) {
      Var outputs = tape.constant(OUTPUTS_GAUSSIAN);
      Var x = tape.constant(X_GAUSSIAN);
      assertThat(whole.logDensity(outputs, x).toDoubles())
          .isEqualTo(gaussian.logDensity(outputs, x).toDoubles());
      assertThat(whole.mean(outputs).toDoubles()).isEqualTo(gaussian.mean(outputs).toDoubles());
    }
  }

  @Test
  void columnsInTwoGroupsOrInNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(List.of(0, 1), List.of(1, 2)))
        .withMessageContaining("column 1 of group 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(List.of(0, 1), List.of(3, 4)))
        .withMessageContaining("columns 0 to 3");
    assertThatIllegalArgumentException().isThrownBy(() -> CompositeLikelihood.of(List.of()));
  }

  @Test
  void aGroupHasAFeatureForEachColumn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompositeLikelihood.Group(List.of(0, 1, 2), bernoulli));
  }

  private static CompositeLikelihood of(List<Integer> first, List<Integer> second) {
    return CompositeLikelihood.of(
        List.of(
            new CompositeLikelihood.Group(first, BernoulliLikelihood.of(first.size())),
            new CompositeLikelihood.Group(second, BernoulliLikelihood.of(second.size()))));
  }

  private static Likelihood shared(String name) {
    return GaussianLikelihood.sharedVariance(1, GaussianMean.IDENTITY, name, 1, 1e-4);
  }
}
