package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/**
 * Holds gradients against finite differences, in double precision.
 *
 * <p>A parameter's numbers are floats, so the steps are floats too, exact ones: the point is moved
 * to a grid fine enough not to matter and coarse enough that x ± h and x ± h/2 are floats. Central
 * differences D(h) and D(h/2) are extrapolated to R = (4 D(h/2) − D(h)) / 3 (Richardson, 1911).
 * What is tolerated is the sum of
 *
 * <ul>
 *   <li>|R − D(h/2)|, the error of D(h/2), which is larger than that of R for a smooth function;
 *   <li>2⁻²³ |R|, the rounding of the gradient to float;
 *   <li>2⁻⁴² max(1, |f|) / h, the rounding of the function's values, taken to be good to 10 bits
 *       less than a double holds.
 * </ul>
 *
 * <p>A function with kinks (ReLU) has no derivative to speak of within a step of one. So where a
 * check fails it is made again with smaller steps; a wrong gradient is wrong at each of them.
 */
public final class GradientCheck {
  /** The largest step first; in units of the power of two at or below max(1, |x|). */
  private static final double[] STEPS = {0x1p-12, 0x1p-15, 0x1p-18};

  /** The grid of the points: 2⁻²¹, three bits below the smallest step. */
  private static final double GRID = 0x1p-21;

  /** A parameter of more numbers is checked at some of them, and along some directions. */
  private static final int SMALL = 8;

  private static final int NUMBERS_OF_LARGE = 4;
  private static final int DIRECTIONS_OF_LARGE = 2;

  private static final RandomStream RANDOM = RandomStreams.seeded(0x6772616469656e74L);

  private final Objective objective;
  private final Tape tape;

  private GradientCheck(Objective objective, Tape tape) {
    this.objective = objective;
    this.tape = tape;
  }

  /** A function of parameters, with a single number as its value. */
  @FunctionalInterface
  public interface Objective {
    /**
     * Computes the function on the given tape. Called many times; the result may depend on nothing
     * but the parameters' values. Randomness comes from a stream that is split anew in each call.
     *
     * @return of shape {@code [1]}
     */
    Var on(Tape tape);
  }

  /**
   * Checks the gradient with respect to parameters: each number of a small one; of a large one some
   * numbers, and the derivatives along directions in which all of them move, by as much up or down.
   *
   * @throws AssertionError naming the parameter, the index, the gradient and the difference
   *     quotient
   */
  public static void of(Objective objective, Parameter... parameters) {
    of(objective, Parameters.of(parameters));
  }

  /** See {@link #of(Objective, Parameter...)}. */
  public static void of(Objective objective, Parameters parameters) {
    List<float[]> originals =
        parameters.asList().stream().map(p -> p.value().data().clone()).toList();
    try (Tape tape = Engines.reference().newTape()) {
      new GradientCheck(objective, tape).check(parameters);
    } finally {
      for (int i = 0; i < originals.size(); i++) {
        float[] values = parameters.asList().get(i).value().data();
        System.arraycopy(originals.get(i), 0, values, 0, values.length);
      }
    }
  }

  private void check(Parameters parameters) {
    for (Parameter parameter : parameters) {
      moveToGrid(parameter.value().data());
    }
    Var result = objective.on(tape);
    assertThat(result.shape()).as("the objective's shape").containsExactly(1);
    double value = result.item();
    assertThat(value).as("the objective").isFinite();
    tape.backward(result, parameters);
    List<float[]> gradients =
        parameters.asList().stream().map(p -> p.gradient().data().clone()).toList();
    assertThat(value())
        .as("the objective computed again; does it draw from a stream that moves on?")
        .isEqualTo(value);
    for (int i = 0; i < gradients.size(); i++) {
      check(parameters.asList().get(i), gradients.get(i), value);
    }
  }

  private void check(Parameter parameter, float[] gradient, double value) {
    int size = gradient.length;
    RandomStream random = RANDOM.split(parameter.name());
    int[] order = random.permutation(size);
    for (int k = 0; k < (size <= SMALL ? size : NUMBERS_OF_LARGE); k++) {
      double[] direction = new double[size];
      direction[order[k]] = 1;
      check(parameter, place(parameter, order[k]), direction, gradient, value);
    }
    for (int k = 0; k < (size <= SMALL ? 0 : DIRECTIONS_OF_LARGE); k++) {
      double[] direction = new double[size];
      for (int i = 0; i < size; i++) {
        direction[i] = random.nextInt(2) == 0 ? 1 : -1;
      }
      check(parameter, "along a random direction", direction, gradient, value);
    }
  }

  private void check(
      Parameter parameter, String where, double[] direction, float[] gradient, double value) {
    float[] point = parameter.value().data();
    double unit = 1;
    double found = 0;
    for (int i = 0; i < direction.length; i++) {
      if (direction[i] != 0) {
        unit = Math.max(unit, Math.scalb(1.0, Math.getExponent(point[i])));
        found += direction[i] * gradient[i];
      }
    }
    List<String> attempts = new ArrayList<>();
    for (double relativeStep : STEPS) {
      double step = unit * relativeStep;
      double coarse = centralDifference(point, direction, step);
      double fine = centralDifference(point, direction, step / 2);
      double extrapolated = (4 * fine - coarse) / 3;
      double tolerance =
          Math.abs(extrapolated - fine)
              + 2 * Rounding.FLOAT * (Math.abs(extrapolated) + sumOfMagnitudes(direction, gradient))
              + 0x1p-42 * Math.max(1, Math.abs(value)) / step;
      if (Math.abs(found - extrapolated) <= tolerance) {
        return;
      }
      attempts.add(
          String.format(Locale.ROOT, "%.9g ± %.2g with step %.2g", extrapolated, tolerance, step));
    }
    throw new AssertionError(
        String.format(
            Locale.ROOT,
            "gradient of '%s' %s: backward gives %.9g, finite differences give %s",
            parameter.name(),
            where,
            found,
            String.join(", ", attempts)));
  }

  private static double sumOfMagnitudes(double[] direction, float[] gradient) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += Math.abs(direction[i] * gradient[i]);
    }
    return sum;
  }

  private double centralDifference(float[] point, double[] direction, double step) {
    float[] here = point.clone();
    double above = valueAt(point, here, direction, step);
    double below = valueAt(point, here, direction, -step);
    System.arraycopy(here, 0, point, 0, point.length);
    return (above - below) / (2 * step);
  }

  private double valueAt(float[] point, float[] here, double[] direction, double step) {
    for (int i = 0; i < point.length; i++) {
      point[i] = (float) (here[i] + step * direction[i]);
    }
    return value();
  }

  private double value() {
    tape.reset();
    return objective.on(tape).item();
  }

  private static void moveToGrid(float[] values) {
    for (int i = 0; i < values.length; i++) {
      double unit = Math.max(1, Math.scalb(1.0, Math.getExponent(values[i])));
      values[i] = (float) (Math.rint(values[i] / (unit * GRID)) * (unit * GRID));
    }
  }

  /** The index of a number in words: {@code [row, column]}, or {@code [i]} in a vector. */
  private static String place(Parameter parameter, int index) {
    int columns = parameter.value().columns();
    return parameter.value().rank() == 1
        ? "[" + index + "]"
        : "[" + index / columns + ", " + index % columns + "]";
  }

  /**
   * Checks a kernel: that its forward and backward passes agree with its composition in double
   * precision, to within the rounding of single precision; that the backward pass adds to the
   * gradients and leaves out unwanted ones; and the composition's gradient by finite differences.
   *
   * @param inputs an example of what the kernel is applied to
   */
  public static void ofKernel(Kernel kernel, Tensor... inputs) {
    List<Parameter> parameters = new ArrayList<>();
    for (Tensor input : inputs) {
      parameters.add(Parameter.trainable("input" + parameters.size(), input.copy()));
    }
    List<int[]> shapes = Arrays.stream(inputs).map(Tensor::shape).toList();
    Tensor output = Tensor.zeros(kernel.shape(shapes));
    // The output's content is undefined before.
    Arrays.fill(output.data(), Float.NaN);
    kernel.forward(List.of(inputs), output);
    Tensor weights = RANDOM.split("output gradient").gaussian(output.shape());
    try (Tape tape = Engines.reference().newTape()) {
      Var composed = kernel.compose(parameters.stream().map(tape::parameter).toList());
      assertThat(composed.shape())
          .as("the shape that kernel '%s' composes", kernel.name())
          .isEqualTo(output.shape());
      int summands = summands(output, inputs);
      assertClose(
          "kernel '" + kernel.name() + "', forward pass",
          output.data(),
          composed.toDoubles(),
          summands);
      tape.backward(composed.times(tape.constant(weights)).sum(), Parameters.of(parameters));
      for (int i = 0; i < inputs.length; i++) {
        checkBackward(kernel, List.of(inputs), output, weights, i, parameters.get(i), summands);
      }
    }
    of(
        tape ->
            kernel
                .compose(parameters.stream().map(tape::parameter).toList())
                .times(tape.constant(weights))
                .sum(),
        Parameters.of(parameters));
  }

  private static int summands(Tensor output, Tensor... inputs) {
    int most = output.size();
    for (Tensor input : inputs) {
      most = Math.max(most, input.size());
    }
    return most;
  }

  private static void checkBackward(
      Kernel kernel,
      List<Tensor> inputs,
      Tensor output,
      Tensor weights,
      int wanted,
      Parameter expected,
      int summands) {
    List<@Nullable Tensor> gradients =
        new ArrayList<>(Collections.<@Nullable Tensor>nCopies(inputs.size(), null));
    Tensor gradient = Tensor.zeros(inputs.get(wanted).shape());
    gradients.set(wanted, gradient);
    kernel.backward(inputs, output, weights, gradients);
    double[] reference = new double[gradient.size()];
    for (int k = 0; k < reference.length; k++) {
      reference[k] = expected.gradient().data()[k];
    }
    String name = "kernel '" + kernel.name() + "', backward pass to input " + wanted;
    assertClose(name, gradient.data(), reference, summands);
    kernel.backward(inputs, output, weights, gradients);
    for (int k = 0; k < reference.length; k++) {
      reference[k] *= 2;
    }
    assertClose(name + ", made twice: it must add", gradient.data(), reference, summands);
  }

  private static void assertClose(String name, float[] found, double[] expected, int summands) {
    double largest = 0;
    for (double number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    double tolerance = Rounding.ofFloatFormula(summands, largest);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= tolerance)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s: number %d is %.9g, the composition in double precision gives %.9g ± %.2g",
                name,
                i,
                found[i],
                expected[i],
                tolerance));
      }
    }
  }
}
