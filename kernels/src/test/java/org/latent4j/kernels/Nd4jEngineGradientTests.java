package org.latent4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.operations.OperationCase;
import org.latent4j.kernels.operations.Operations;

/**
 * The reference engine against finite differences. The objective is Σ wᵢ yᵢ over an operation's
 * result y with random weights w; central differences with steps h = 2⁻⁸ and h / 2, extrapolated
 * (Richardson, 1911), leave an error of h⁴ f⁽⁵⁾ / 480 ≈ 5e-13 f⁽⁵⁾.
 */
class Nd4jEngineGradientTests {
  private static final float STEP = 0x1p-8f;
  private final RandomStream random = RandomStreams.seeded(7);

  static Stream<OperationCase> operations() {
    return Operations.smooth().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void gradientsAgreeWithFiniteDifferences(OperationCase operation) {
    try (Nd4jEngine engine = Nd4jEngine.create(Precision.DOUBLE);
        Tape tape = engine.newTape()) {
      List<Parameter> inputs = new ArrayList<>();
      for (Tensor drawn : operation.draw(3, 4, random.split("inputs"))) {
        inputs.add(Parameter.trainable("input" + inputs.size(), drawn));
      }
      Var objective = objective(tape, operation, inputs);
      tape.backward(objective, Parameters.of(inputs));
      for (Parameter input : inputs) {
        for (int i = 0; i < input.value().size(); i++) {
          double expected = derivative(tape, operation, inputs, input.value().data(), i);
          // Rounding the gradient to float changes it by up to 6e-8 of itself; f⁽⁵⁾ is below 1e5.
          double tolerance = 1e-7 * (1 + Math.abs(expected));
          assertThat((double) input.gradient().data()[i])
              .as("∂/∂%s[%d]", input.name(), i)
              .isCloseTo(expected, within(tolerance));
        }
      }
    }
  }

  private double derivative(
      Tape tape, OperationCase operation, List<Parameter> inputs, float[] numbers, int i) {
    double coarse = centralDifference(tape, operation, inputs, numbers, i, STEP);
    double fine = centralDifference(tape, operation, inputs, numbers, i, STEP / 2);
    return (4 * fine - coarse) / 3;
  }

  private double centralDifference(
      Tape tape,
      OperationCase operation,
      List<Parameter> inputs,
      float[] numbers,
      int i,
      float step) {
    float original = numbers[i];
    // The steps as they are after rounding to float.
    float above = original + step;
    float below = original - step;
    numbers[i] = above;
    double high = value(tape, operation, inputs);
    numbers[i] = below;
    double low = value(tape, operation, inputs);
    numbers[i] = original;
    return (high - low) / ((double) above - (double) below);
  }

  private double value(Tape tape, OperationCase operation, List<Parameter> inputs) {
    tape.reset();
    return objective(tape, operation, inputs).item();
  }

  private Var objective(Tape tape, OperationCase operation, List<Parameter> inputs) {
    List<Var> variables = inputs.stream().map(tape::parameter).toList();
    Var result = operation.formula().of(tape, variables);
    return result.times(tape.noise(random.split("weights"), result.shape())).sum();
  }
}
