package org.latent4j.kernels.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.tensor.Activation;
import org.latent4j.kernels.blas.ClassPathAccess;

class ArrayMathTests {
  private interface Loop {
    void run(float[] x, float[] y, int from, int to);
  }

  static Stream<ArrayMath> implementations() {
    ClassPathAccess.grant();
    return Stream.of(new PlainArrayMath(), new VectorArrayMath());
  }

  private static float[] arguments() {
    float[] x = new float[4098];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 2049) * 0.05f; // −102 to 102
    }
    x[0] = -1e4f;
    x[1] = 1e4f;
    x[2] = Float.NEGATIVE_INFINITY;
    x[3] = Float.POSITIVE_INFINITY;
    x[4] = -0f;
    x[5] = 1e-20f;
    x[6] = -1e-20f;
    x[7] = 88.7f;
    x[8] = -86.8f;
    return x;
  }

  /**
   * The polynomials' own error is below 3 units in the last place; numbers below the normal range
   * may be taken for 0.
   */
  private static void check(Loop loop, DoubleUnaryOperator reference) {
    float[] x = arguments();
    float[] y = new float[x.length];
    loop.run(x, y, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      double expected = reference.applyAsDouble(x[i]);
      if (expected > Float.MAX_VALUE) {
        assertThat(y[i]).as("at %s", x[i]).isEqualTo(Float.POSITIVE_INFINITY);
      } else {
        assertThat((double) y[i])
            .as("at %s", x[i])
            .isCloseTo(expected, within(3 * (double) Math.ulp((float) expected) + 2e-38));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void exponentialIsAccurate(ArrayMath math) {
    check(math::exp, Math::exp);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void tanhIsAccurate(ArrayMath math) {
    check(math::tanh, Math::tanh);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void sigmoidIsAccurate(ArrayMath math) {
    check(math::sigmoid, x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void softplusIsAccurate(ArrayMath math) {
    check(math::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void notANumberStaysNotANumber(ArrayMath math) {
    for (Loop loop : new Loop[] {math::exp, math::tanh, math::sigmoid, math::softplus}) {
      float[] x = new float[33];
      Arrays.fill(x, Float.NaN);
      float[] y = new float[33];
      loop.run(x, y, 0, 33);
      assertThat(y).containsOnly(Float.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void onlyTheStretchIsTouched(ArrayMath math) {
    float[] x = new float[40];
    float[] y = new float[40];
    math.exp(x, y, 3, 30);
    for (int i = 0; i < 40; i++) {
      assertThat(y[i]).isEqualTo(i >= 3 && i < 30 ? 1f : 0f);
    }
  }

  /**
   * Derivatives are at most 1 here. The value's error, 3 units in its last place, is doubled by 1 −
   * y², and two roundings follow: within 4 units in the last place of 1.
   */
  @ParameterizedTest
  @MethodSource("implementations")
  void gradientsOfActivationsAreTheirDerivativesOverLongRows(ArrayMath math) {
    Map<Activation, DoubleUnaryOperator> derivatives =
        Map.of(
            Activation.IDENTITY, x -> 1,
            Activation.RELU, x -> x > 0 ? 1 : 0,
            Activation.LEAKY_RELU, x -> x > 0 ? 1 : Activation.LEAKY_SLOPE,
            Activation.TANH, x -> 1 / (Math.cosh(x) * Math.cosh(x)),
            Activation.SOFTPLUS, x -> 1 / (1 + Math.exp(-x)),
            Activation.SIGMOID, x -> 1 / (2 + Math.exp(x) + Math.exp(-x)));
    int offset = 3;
    float[] x = new float[4098];
    float[] upstream = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 2049) * 0.005f + 0.001f; // −10 to 10
      upstream[i] = 1 + i / 4096f;
    }
    derivatives.forEach(
        (activation, derivative) -> {
          float[] y = x.clone();
          float[] dy = upstream.clone();
          float[] sum = new float[x.length - offset];
          Arrays.fill(sum, 1);
          math.activate(activation, y, offset, sum.length);
          math.activationGradient(activation, y, dy, offset, sum, 0, sum.length);
          assertThat(Arrays.copyOf(dy, offset)).isEqualTo(Arrays.copyOf(upstream, offset));
          for (int i = offset; i < x.length; i++) {
            double expected = upstream[i] * derivative.applyAsDouble(x[i]);
            String where = activation + " at " + x[i];
            assertThat((double) dy[i])
                .as(where)
                .isCloseTo(expected, within(upstream[i] * 4.0 * Math.ulp(1f)));
            assertThat(sum[i - offset]).as(where).isEqualTo(1 + dy[i]);
          }
        });
  }

  /**
   * Of n terms xl − max(l, 0) a lane adds 64 in single precision, each sum wrong by half a unit in
   * its last place, a term by another two. ln(1 + exp −|l|) comes from an exponential that is wrong
   * by 3 units in its last place, and a product that is rounded at each factor.
   */
  @ParameterizedTest
  @MethodSource("implementations")
  void bernoulliDensityAndItsDerivativeAreTheFormulas(ArrayMath math) {
    for (float[] logits : new float[][] {arguments(), new float[4098], steep()}) {
      logits[2] = -30;
      logits[3] = 30;
      float[] x = new float[logits.length];
      double expected = 0;
      double terms = 0;
      int offset = 5;
      for (int i = offset; i < x.length; i++) {
        x[i] = i % 7 / 6f;
        double l = logits[i];
        terms += Math.abs(x[i] * l - Math.max(l, 0));
        expected += x[i] * l - Math.max(l, 0) - Math.log1p(Math.exp(-Math.abs(l)));
      }
      int count = x.length - offset;
      float[] g = new float[x.length];
      double found = math.bernoulli(logits, x, g, offset, count);
      assertThat(found).isCloseTo(expected, within((66 * terms + 4 * count) * 0x1p-24));
      assertThat(math.bernoulli(logits, x, offset, count)).isEqualTo(found);
      for (int i = 0; i < offset; i++) {
        assertThat(g[i]).isZero();
      }
      for (int i = offset; i < x.length; i++) {
        assertThat((double) g[i])
            .as("at %s", logits[i])
            .isCloseTo(x[i] - 1 / (1 + Math.exp(-logits[i])), within(4 * 0x1p-24));
      }
    }
  }

  /** Logits as large as a decoder's that is sure of itself, and larger. */
  private static float[] steep() {
    float[] logits = new float[4098];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (i % 3 - 1) * (i % 5 == 0 ? 1e4f : 20);
    }
    return logits;
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void bernoulliDensityOfNoNumberIsNone(ArrayMath math) {
    float[] logits = new float[1000];
    logits[500] = Float.NaN;
    float[] g = new float[1000];
    assertThat(math.bernoulli(logits, new float[1000], g, 0, 1000)).isNaN();
    assertThat(g[500]).isNaN();
    assertThat(g[499]).isEqualTo(-0.5f);
  }

  @Test
  void adamOfBothIsTheFormula() {
    ClassPathAccess.grant();
    double[] expected = {1 - 0.1 * (0.1 * 0.5) / (Math.sqrt(0.001 * 0.25) + 1e-3), 0.05, 0.00025};
    implementations()
        .forEach(
            math -> {
              float[] value = {1};
              float[] first = {0};
              float[] second = {0};
              math.adam(
                  value,
                  new float[] {7, 0.5f},
                  1,
                  first,
                  second,
                  0.1f,
                  0.9f,
                  0.1f,
                  0.999f,
                  0.001f,
                  1e-3f,
                  0,
                  1);
              assertThat(value[0]).isCloseTo((float) expected[0], within(4 * Math.ulp(1f)));
              assertThat(first[0]).isCloseTo((float) expected[1], within(4 * Math.ulp(0.05f)));
              assertThat(second[0]).isCloseTo((float) expected[2], within(4 * Math.ulp(0.00025f)));
            });
  }

  @Test
  void momentumOfBothIsTheFormula() {
    ClassPathAccess.grant();
    implementations()
        .forEach(
            math -> {
              float[] value = {1, 1, 1};
              float[] velocity = {0, 2, 0};
              math.momentum(value, new float[] {0.5f}, -1, velocity, 0.25f, 0.5f, 1, 2);
              assertThat(velocity).containsExactly(0, 1.5f, 0);
              assertThat(value).containsExactly(1, 0.625f, 1);
            });
  }
}
