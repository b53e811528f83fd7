package org.latent4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.operations.OperationCase;
import org.latent4j.kernels.operations.OperationCase.Rounding;
import org.latent4j.kernels.operations.Operations;

/**
 * Every operation and every fused kernel of the fused engine against the same formula in double
 * precision by ND4J: values, and gradients with respect to all operands, over awkward sizes.
 */
class EngineAgreementTests {
  /**
   * Rows and columns: single numbers, less and more than a vector register, no multiples of one,
   * and enough for work to be shared between threads.
   */
  private static final int[][] SIZES = {
    {1, 1}, {3, 7}, {8, 13}, {127, 3}, {13, 127}, {5, 207}, {9, 4098}
  };

  /** Half a unit in the last place. */
  private static final double UNIT = 0x1p-24;

  /** What is not differentiable arithmetic, and has tests of its own. */
  private static final Set<String> OTHER =
      Set.of(
          "Var.tape()",
          "Var.shape()",
          "Var.rows()",
          "Var.columns()",
          "Var.value()",
          "Var.toDoubles()",
          "Var.item()",
          "Tape.reset()",
          "Tape.constant(Tensor)",
          "Tape.constant(double)",
          "Tape.parameter(Parameter)",
          "Tape.noise(RandomStream,int[])",
          "Tape.backward(Var,Parameters)",
          "Tape.backward(Var,Parameters,ElementwiseStep)",
          "Tape.reread(Parameters)",
          "Tape.close()");

  private static Engine reference;
  private static Engine fused;

  private final RandomStream random = RandomStreams.seeded(11);

  @BeforeAll
  static void openEngines() {
    reference = Nd4jEngine.create(Precision.DOUBLE);
    fused = FusedEngine.create(2);
  }

  @AfterAll
  static void closeEngines() {
    reference.close();
    fused.close();
  }

  static Stream<OperationCase> operations() {
    return Stream.of(Operations.smooth(), Operations.kinked(), Operations.extreme())
        .flatMap(List::stream);
  }

  @Test
  void everyOperationHasACase() {
    Set<String> declared =
        Stream.of(Var.class, Tape.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> !method.isSynthetic())
            .map(EngineAgreementTests::signature)
            .filter(signature -> !OTHER.contains(signature))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> covered =
        operations().map(OperationCase::method).collect(Collectors.toCollection(TreeSet::new));
    assertThat(covered).isEqualTo(declared);
  }

  private static String signature(Method method) {
    return method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void fusedEngineAgreesWithTheReference(OperationCase operation) {
    for (int[] size : SIZES) {
      agree(operation, size[0], size[1]);
    }
  }

  private void agree(OperationCase operation, int n, int d) {
    List<Parameter> inputs = new ArrayList<>();
    int most = 0;
    for (Tensor drawn : operation.draw(n, d, random.split("inputs").split(n).split(d))) {
      most = Math.max(most, drawn.size());
      inputs.add(Parameter.trainable("input" + inputs.size(), drawn));
    }
    Result expected = run(reference, operation, inputs);
    Result found = run(fused, operation, inputs);
    String where = operation + " of " + n + " rows and " + d + " columns: ";
    assertThat(found.shape).as(where + "shape").isEqualTo(expected.shape);
    // Errors of a formula's operations, some units each, and of its sums: the error of a sum of n
    // terms stays below 6 √n units in all but one of 10⁷ cases (Higham and Mary, 2019).
    double units = 16 + 6 * Math.sqrt(most);
    assertClose(where + "value", found.value, expected.value, units, operation.rounding(), 0);
    for (int i = 0; i < inputs.size(); i++) {
      // The derivative of a saturated function is a difference of numbers of order one.
      assertClose(
          where + "gradient of operand " + i,
          found.gradients.get(i),
          expected.gradients.get(i),
          units,
          Rounding.LARGEST,
          expected.largestWeight);
    }
  }

  private Result run(Engine engine, OperationCase operation, List<Parameter> inputs) {
    try (Tape tape = engine.newTape()) {
      List<Var> variables = inputs.stream().map(tape::parameter).toList();
      Var result = operation.formula().of(tape, variables);
      Var weights = tape.noise(random.split("weights"), result.shape());
      tape.backward(result.times(weights).sum(), Parameters.of(inputs));
      List<double[]> gradients = new ArrayList<>();
      for (Parameter input : inputs) {
        gradients.add(doubles(input.gradient()));
      }
      return new Result(
          result.shape(), result.toDoubles(), gradients, largest(weights.toDoubles()));
    }
  }

  private record Result(
      int[] shape, double[] value, List<double[]> gradients, double largestWeight) {}

  private static double[] doubles(Tensor tensor) {
    double[] numbers = new double[tensor.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = tensor.data()[i];
    }
    return numbers;
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
  }

  private static void assertClose(
      String where,
      double[] found,
      double[] expected,
      double units,
      Rounding rounding,
      double atLeast) {
    double largest = Math.max(atLeast, Math.max(1, largest(expected)));
    for (int i = 0; i < expected.length; i++) {
      double magnitude = rounding == Rounding.EACH ? Math.abs(expected[i]) : largest;
      // Numbers at the lower end of the normal floats may be taken for 0.
      double tolerance = units * UNIT * magnitude + 2 * Float.MIN_NORMAL;
      if (!(Math.abs(found[i] - expected[i]) <= tolerance)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s, number %d: %.9g, but the reference gives %.9g ± %.2g",
                where,
                i,
                found[i],
                expected[i],
                tolerance));
      }
    }
  }
}
