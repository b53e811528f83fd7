package org.latent4j.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function of one number, applied to each, with its derivative. Formulas are chosen to lose no
 * accuracy near 0 and to stay finite far from it: this engine is the reference for the others.
 */
record Elementwise(Value value, Derivative derivative) {
  /** f(x). */
  @FunctionalInterface
  interface Value {
    INDArray of(NativeScope scope, INDArray x);
  }

  /** f′(x), given x and y = f(x). */
  @FunctionalInterface
  interface Derivative {
    INDArray of(NativeScope scope, INDArray x, INDArray y);
  }

  static final Elementwise EXP = new Elementwise(NativeScope::exp, (s, x, y) -> y);

  static final Elementwise LOG = new Elementwise(NativeScope::log, (s, x, y) -> s.dividing(1, x));

  static final Elementwise LOG1P =
      new Elementwise(Elementwise::log1p, (s, x, y) -> s.dividing(1, s.plus(x, 1)));

  static final Elementwise SQRT =
      new Elementwise(NativeScope::sqrt, (s, x, y) -> s.dividing(0.5, y));

  static final Elementwise SQUARE =
      new Elementwise((s, x) -> s.times(x, x), (s, x, y) -> s.times(x, 2));

  static final Elementwise ABS = new Elementwise(NativeScope::abs, (s, x, y) -> s.sign(x));

  // tanh′ = 1 − tanh² = 4 σ(2x) σ(−2x), which does not cancel where tanh is near ±1.
  static final Elementwise TANH =
      new Elementwise(
          Elementwise::tanh,
          (s, x, y) -> s.times(s.times(s.sigmoid(s.times(x, 2)), s.sigmoid(s.times(x, -2))), 4));

  static final Elementwise SIGMOID =
      new Elementwise(NativeScope::sigmoid, (s, x, y) -> s.times(y, s.sigmoid(s.times(x, -1))));

  // max(x, 0) + ln(1 + exp(−|x|)) neither overflows nor loses the small end.
  static final Elementwise SOFTPLUS =
      new Elementwise(
          (s, x) -> s.plus(s.relu(x), log1p(s, s.exp(s.times(s.abs(x), -1)))),
          (s, x, y) -> s.sigmoid(x));

  static final Elementwise RELU = new Elementwise(NativeScope::relu, (s, x, y) -> s.positive(x));

  private static final double GELU_SLOPE = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBIC = 0.044715;

  // 0.5 x (1 + tanh u) = x σ(2u), which does not cancel for negative x.
  static final Elementwise GELU =
      new Elementwise(
          (s, x) -> s.times(x, s.sigmoid(geluArgument(s, x))),
          (s, x, y) -> {
            INDArray twiceU = geluArgument(s, x);
            INDArray gate = s.sigmoid(twiceU);
            INDArray slope =
                s.times(s.plus(s.times(s.times(x, x), 3 * GELU_CUBIC), 1), 2 * GELU_SLOPE);
            INDArray gateSlope = s.times(s.times(gate, s.sigmoid(s.times(twiceU, -1))), slope);
            return s.plus(gate, s.times(x, gateSlope));
          });

  static Elementwise leakyRelu(double slope) {
    return new Elementwise(
        (s, x) -> s.minus(s.relu(x), s.times(s.relu(s.times(x, -1)), slope)),
        (s, x, y) -> {
          INDArray positive = s.positive(x);
          return s.plus(positive, s.times(s.minusFrom(1, positive), slope));
        });
  }

  static Elementwise clamp(double low, double high) {
    return new Elementwise((s, x) -> s.clamp(x, low, high), (s, x, y) -> s.within(x, low, high));
  }

  /** 2u for u = √(2/π) (x + 0.044715 x³). */
  private static INDArray geluArgument(NativeScope s, INDArray x) {
    INDArray cubic = s.plus(s.times(s.times(x, x), GELU_CUBIC), 1);
    return s.times(s.times(x, cubic), 2 * GELU_SLOPE);
  }

  /**
   * ln(1 + x). ND4J's own is ln of the rounded u = 1 + x; what the rounding lost, (u − 1) − x, is
   * put back to first order: ln(1 + x) = ln u − ((u − 1) − x) / u.
   */
  private static INDArray log1p(NativeScope s, INDArray x) {
    INDArray u = s.plus(x, 1);
    INDArray lost = s.dividedBy(s.minus(s.plus(u, -1), x), u);
    // NaN at x = −1 and x = ∞, where ln u alone is right.
    return s.minus(s.log(u), s.nanReplaced(lost, 0));
  }

  /**
   * tanh |x| = −e / (2 + e) with e = exp(−2|x|) − 1, which is (u − 1) a / ln u for a = −2|x| and
   * the rounded u = exp(a): the errors of u cancel in the quotient (Kahan).
   */
  private static INDArray tanh(NativeScope s, INDArray x) {
    // From a = −40 on, e is −1 to the last bit of a double, while ln u would become infinite.
    INDArray a = s.clamp(s.times(s.abs(x), -2), -40, 0);
    INDArray u = s.exp(a);
    INDArray quotient = s.dividedBy(s.times(s.plus(u, -1), a), s.log(u));
    // 0 / 0 where u is 1, and there e is a.
    INDArray e = s.nanReplaced(quotient, a);
    INDArray magnitude = s.times(s.dividedBy(e, s.plus(e, 2)), -1);
    return s.times(magnitude, s.sign(x));
  }
}
