package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

class GradientCheckTests {
  private final RandomStream random = RandomStreams.seeded(3);
  private final Parameter small = Parameter.trainable("small", random.gaussian(2, 3));
  private final Parameter large = Parameter.trainable("large", random.split("l").gaussian(3, 40));

  @Test
  void rightGradientsPass() {
    assertThatCode(
            () ->
                GradientCheck.of(
                    tape -> tape.parameter(small).matmul(tape.parameter(large)).tanh().sum(),
                    small,
                    large))
        .doesNotThrowAnyException();
  }

  @Test
  void functionsWithKinksPass() {
    assertThatCode(
            () ->
                GradientCheck.of(
                    tape -> tape.parameter(small).matmul(tape.parameter(large)).relu().sum(),
                    Parameters.of(small, large)))
        .doesNotThrowAnyException();
  }

  @Test
  void steepFunctionsPass() {
    Parameter nearZero = Parameter.trainable("near-zero", Tensor.of(new float[] {0.01f, 50}, 2));
    assertThatCode(() -> GradientCheck.of(tape -> tape.parameter(nearZero).log().sum(), nearZero))
        .doesNotThrowAnyException();
  }

  @Test
  void detachedPathIsCaughtWithParameterIndexAndBothValues() {
    assertThatThrownBy(
            () ->
                GradientCheck.of(
                    tape -> {
                      Var x = tape.parameter(small);
                      return x.times(x.detach()).sum();
                    },
                    small))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "gradient of 'small' \\[\\d, \\d\\]: backward gives -?[\\d.e-]+,"
                + " finite differences give (?s).*");
  }

  @Test
  void oneWrongNumberAmongManyIsCaught() {
    // The gradient of the last column is missing a factor of 1 + 1e-3.
    assertThatThrownBy(
            () ->
                GradientCheck.of(
                    tape -> {
                      Var x = tape.parameter(large);
                      Var last = x.columns(39, 40);
                      return x.square().sum().plus(last.detach().square().sum().times(1e-3));
                    },
                    large))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'large'");
  }

  @Test
  void objectiveThatDrawsAnewIsCaught() {
    assertThatThrownBy(
            () ->
                GradientCheck.of(
                    tape -> tape.parameter(small).times(tape.noise(random, 2, 3)).sum(), small))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stream that moves on");
  }

  @Test
  void parametersAreLeftAsTheyWere() {
    float[] before = small.value().data().clone();
    GradientCheck.of(tape -> tape.parameter(small).exp().sum(), small);
    assertThat(small.value().data()).containsExactly(before);
  }

  @Test
  void rightKernelPasses() {
    assertThatCode(() -> GradientCheck.ofKernel(new Softplus(1, 1, 1), random.gaussian(4, 7)))
        .doesNotThrowAnyException();
  }

  @Test
  void wrongForwardPassIsCaught() {
    assertThatThrownBy(
            () -> GradientCheck.ofKernel(new Softplus(1.001, 1, 1), random.gaussian(4, 7)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("kernel 'test-softplus', forward pass");
  }

  @Test
  void wrongBackwardPassIsCaught() {
    assertThatThrownBy(
            () -> GradientCheck.ofKernel(new Softplus(1, 1.001, 1), random.gaussian(4, 7)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("backward pass to input 0");
  }

  @Test
  void backwardPassThatOverwritesIsCaught() {
    assertThatThrownBy(() -> GradientCheck.ofKernel(new Softplus(1, 1, 0), random.gaussian(4, 7)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it must add");
  }

  /** ln(1 + exp(x)), right where all factors are 1. */
  private record Softplus(double forwardFactor, double backwardFactor, double kept)
      implements Kernel {
    @Override
    public String name() {
      return "test-softplus";
    }

    @Override
    public int[] shape(List<int[]> inputs) {
      return inputs.get(0).clone();
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output) {
      float[] x = inputs.get(0).data();
      for (int i = 0; i < x.length; i++) {
        output.data()[i] = (float) (forwardFactor * Math.log1p(Math.exp(x[i])));
      }
    }

    @Override
    public void backward(
        List<Tensor> inputs, Tensor output, Tensor outputGradient, List<Tensor> gradients) {
      float[] x = inputs.get(0).data();
      float[] gradient = gradients.get(0).data();
      for (int i = 0; i < x.length; i++) {
        double slope = backwardFactor / (1 + Math.exp(-x[i]));
        gradient[i] = (float) (kept * gradient[i] + outputGradient.data()[i] * slope);
      }
    }

    @Override
    public Var compose(List<Var> inputs) {
      return inputs.get(0).softplus();
    }
  }
}
