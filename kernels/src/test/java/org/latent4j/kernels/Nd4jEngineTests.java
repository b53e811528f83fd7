package org.latent4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.providers.Nd4jEngineProvider;

class Nd4jEngineTests {
  /** Where naive formulas overflow, cancel or lose the small end. */
  private static final double[] HARD = {
    -1e4, -750, -100, -37.5, -20, -1, -0x1p-6, -1e-5, -0x1p-40, -0x1p-100, 0, 0x1p-100, 0x1p-40,
    1e-5, 0x1p-6, 0.3, 1, 20, 37.5, 100, 750, 1e4
  };

  private final Engine engine = Nd4jEngine.create(Precision.DOUBLE);
  private final Tape tape = engine.newTape();

  @AfterEach
  void close() {
    tape.close();
    engine.close();
  }

  @Test
  void log1pIsAccurateNearZero() {
    assertAccurate(x -> x.abs().log1p(), x -> Math.log1p(Math.abs(x)), 4);
  }

  @Test
  void tanhIsAccurateEverywhere() {
    assertAccurate(Var::tanh, Math::tanh, 8);
  }

  @Test
  void sigmoidIsAccurateEverywhere() {
    assertAccurate(
        Var::sigmoid, x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)), 8);
  }

  @Test
  void softplusIsAccurateEverywhere() {
    assertAccurate(Var::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 8);
  }

  @Test
  void logSumExpOfOneColumnIsTheColumn() {
    assertAccurate(x -> x.reshape(HARD.length, 1).logSumExp(), x -> x, 1);
  }

  /** Against Java's own functions, which are good to about one unit in the last place. */
  private void assertAccurate(UnaryOperator<Var> function, DoubleUnaryOperator expected, int ulps) {
    float[] points = new float[HARD.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) HARD[i];
    }
    double[] found = function.apply(tape.constant(Tensor.of(points, points.length))).toDoubles();
    for (int i = 0; i < points.length; i++) {
      double value = expected.applyAsDouble(points[i]);
      assertThat(Math.abs(found[i] - value))
          .as("at %s: %s, not %s", points[i], found[i], value)
          .isLessThanOrEqualTo(ulps * Math.max(Math.ulp(value), Double.MIN_NORMAL));
    }
  }

  @Test
  void notANumberIsNeverHidden() {
    Var x = tape.constant(Tensor.of(new float[] {Float.NaN, 1}, 1, 2));
    List<UnaryOperator<Var>> functions =
        List.of(
            Var::exp,
            Var::log,
            Var::log1p,
            Var::sqrt,
            Var::square,
            Var::abs,
            Var::tanh,
            Var::sigmoid,
            Var::softplus,
            Var::relu,
            v -> v.leakyRelu(0.1),
            Var::gelu,
            v -> v.clamp(-2, 2));
    for (UnaryOperator<Var> function : functions) {
      double[] result = function.apply(x).toDoubles();
      assertThat(result[0]).isNaN();
      assertThat(result[1]).isFinite();
    }
    assertThat(x.logSumExp().toDoubles()).containsExactly(Double.NaN);
  }

  @Test
  void logSumExpOfInfinitiesIsTheLimit() {
    float[] rows = {
      Float.NEGATIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      1,
      Float.NEGATIVE_INFINITY,
      Float.POSITIVE_INFINITY,
      1
    };
    assertThat(tape.constant(Tensor.of(rows, 3, 2)).logSumExp().toDoubles())
        .containsExactly(Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY);
  }

  @Test
  void distancesOfEqualRowsAreExactlyZero() {
    Var a = tape.noise(RandomStreams.seeded(1), 5, 40).plus(1e6);
    double[] distances = tape.squaredDistances(a, a).toDoubles();
    for (int i = 0; i < 5; i++) {
      assertThat(distances[i * 5 + i]).isZero();
    }
  }

  @Test
  void distancesBetweenLargeMatricesAreComputedPartByPart() {
    Tensor a = RandomStreams.seeded(1).gaussian(3, 1100);
    Tensor b = RandomStreams.seeded(2).gaussian(1000, 1100);
    double[] distances = tape.squaredDistances(tape.constant(a), tape.constant(b)).toDoubles();
    for (int i = 0; i < 3; i++) {
      double expected = 0;
      for (int k = 0; k < 1100; k++) {
        double difference = (double) a.at(i, k) - b.at(999, k);
        expected += difference * difference;
      }
      // 1,100 terms of one sign, in any order: 1,100 roundings at most.
      assertThat(distances[i * 1000 + 999]).isCloseTo(expected, within(1100 * 0x1p-52 * expected));
    }
  }

  @Test
  void precisionIsTheEngines() {
    // 1 + 2⁻⁴⁰ is a double and no float.
    Var sum = tape.constant(1).plus(0x1p-40);
    assertThat(sum.item()).isEqualTo(1 + 0x1p-40);
    try (Engine single = Nd4jEngine.create(Precision.FLOAT);
        Tape singleTape = single.newTape()) {
      assertThat(singleTape.constant(1).plus(0x1p-40).item()).isEqualTo(1);
    }
    assertThat(engine.description()).contains("ND4J 1.0.0-M2.1").contains("double");
  }

  @Test
  void aParameterIsOneVariableAndKeepsItsValueUntilReset() {
    Parameter p = Parameter.trainable("p", Tensor.of(new float[] {1, 2}, 2));
    Var first = tape.parameter(p);
    p.value().data()[0] = 5;
    assertThat(tape.parameter(p)).isSameAs(first);
    tape.reset();
    assertThat(tape.parameter(p).toDoubles()).containsExactly(5, 2);
  }

  @Test
  void gradientOfAnUnreachedParameterIsZeroAndOthersAreLeftAlone() {
    Parameter reached = Parameter.trainable("reached", Tensor.of(new float[] {3}, 1));
    Parameter unreached = Parameter.trainable("unreached", Tensor.of(new float[] {3}, 1));
    Parameter other = Parameter.trainable("other", Tensor.of(new float[] {3}, 1));
    for (Parameter parameter : List.of(reached, unreached, other)) {
      parameter.gradient().data()[0] = 77;
    }
    Var objective = tape.parameter(reached).times(tape.parameter(other));
    tape.backward(objective, Parameters.of(reached, unreached));
    assertThat(reached.gradient().data()).containsExactly(3);
    assertThat(unreached.gradient().data()).containsExactly(0);
    assertThat(other.gradient().data()).containsExactly(77);
    tape.backward(tape.constant(1), Parameters.of(reached));
    assertThat(reached.gradient().data()).containsExactly(0);
  }

  @Test
  void backwardMayBeMadeTwiceForDifferentParameters() {
    Parameter a = Parameter.trainable("a", Tensor.of(new float[] {3}, 1));
    Parameter b = Parameter.trainable("b", Tensor.of(new float[] {5}, 1));
    Var objective = tape.parameter(a).times(tape.parameter(b)).times(tape.parameter(a));
    tape.backward(objective, Parameters.of(a));
    tape.backward(objective, Parameters.of(b));
    assertThat(a.gradient().data()).containsExactly(30);
    assertThat(b.gradient().data()).containsExactly(9);
  }

  @Test
  void misuseIsRefusedWithTheReason() {
    Var matrix = tape.constant(Tensor.zeros(2, 3));
    Var vector = tape.constant(Tensor.zeros(2));
    assertRefused(() -> matrix.plus(vector), "[2, 3] and [2] do not broadcast");
    assertRefused(() -> matrix.matmul(matrix), "[2, 3] by [2, 3]");
    assertRefused(() -> matrix.matmul(vector), "not shape [2]");
    assertRefused(() -> matrix.reshape(4), "reshape: [2, 3]");
    assertRefused(() -> matrix.columns(2, 4), "from 2 to 4 is no range of 3");
    assertRefused(() -> matrix.rows(1, 1), "from 1 to 1 is no range of 2");
    assertRefused(() -> matrix.clamp(1, 0), "no interval");
    assertRefused(matrix::item, "it must be [1]");
    assertRefused(() -> tape.backward(matrix, Parameters.none()), "must be a single number");
    assertRefused(() -> tape.concatenate(List.of()), "at least one part");
    assertRefused(
        () -> tape.concatenate(List.of(matrix, tape.constant(Tensor.zeros(3, 1)))), "as many rows");
    assertRefused(() -> tape.constant(Tensor.zeros(2, 3, 4)), "a vector [n] or a matrix [n, d]");
    assertRefused(() -> tape.constant(Tensor.zeros(0, 4)), "at least one number");
    try (Tape other = engine.newTape()) {
      assertRefused(() -> matrix.plus(other.constant(1)), "another tape");
    }
  }

  private static void assertRefused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void variablesAreInvalidAfterResetAndTapesAfterClose() {
    Var before = tape.constant(1);
    tape.reset();
    Var after = tape.constant(1);
    assertThatThrownBy(() -> after.plus(before)).hasMessageContaining("before this tape was reset");
    assertThatThrownBy(before::toDoubles).hasMessageContaining("before this tape was reset");
    tape.close();
    assertThatThrownBy(() -> tape.constant(1)).hasMessageContaining("closed");
  }

  @Test
  void kernelThatComposesAnotherShapeThanItPromisesIsRefused() {
    Kernel wrong =
        new Kernel() {
          @Override
          public String name() {
            return "wrong";
          }

          @Override
          public int[] shape(List<int[]> inputs) {
            return new int[] {1};
          }

          @Override
          public void forward(List<Tensor> inputs, Tensor output) {}

          @Override
          public void backward(
              List<Tensor> inputs, Tensor output, Tensor gradient, List<Tensor> gradients) {}

          @Override
          public Var compose(List<Var> inputs) {
            return inputs.get(0);
          }
        };
    assertThatThrownBy(() -> tape.apply(wrong, tape.constant(Tensor.zeros(2))))
        .hasMessageContaining("kernel 'wrong' promises shape [1] and composes [2]");
  }

  @Test
  void providerMakesIt() {
    Nd4jEngineProvider provider = new Nd4jEngineProvider();
    assertThat(provider.name()).isEqualTo("nd4j");
    try (Engine byDefault = provider.create(Options.defaults(provider.options()))) {
      assertThat(byDefault.description()).contains("float");
    }
    Options doubles =
        Options.resolve("engine 'nd4j'", provider.options(), Map.of("precision", "double"));
    try (Engine chosen = provider.create(doubles)) {
      assertThat(chosen.description()).contains("double");
    }
  }

  @Test
  void withoutNd4jTheMessageSaysWhatToAdd() throws Exception {
    // A class loader that sees this module, the API and the JDK's base module, and no ND4J.
    URL[] places = {place(Nd4jEngine.class), place(Engine.class)};
    try (URLClassLoader loader = new URLClassLoader(places, null)) {
      Class<?> alone = loader.loadClass(Nd4jEngine.class.getName());
      Class<?> precision = loader.loadClass(Precision.class.getName());
      Method create = alone.getMethod("create", precision);
      assertThatThrownBy(() -> create.invoke(null, precision.getEnumConstants()[0]))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("ND4J is not on the class path")
          .hasMessageContaining("org.nd4j:nd4j-native");
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
