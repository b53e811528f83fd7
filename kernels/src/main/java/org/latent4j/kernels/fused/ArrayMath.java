package org.latent4j.kernels.fused;

import org.latent4j.api.tensor.Activation;
import org.latent4j.kernels.blas.VectorModule;

/**
 * The element-wise inner loops, over stretches of arrays. Two implementations, one plain and one on
 * the Vector API, agree to within a few units in the last place; both are checked against double
 * precision.
 */
interface ArrayMath {
  /** The Vector API's where its module is present, else the plain one. */
  static ArrayMath best() {
    return VectorModule.find().isPresent() ? new VectorArrayMath() : new PlainArrayMath();
  }

  String description();

  /** y = exp x. */
  void exp(float[] x, float[] y, int from, int to);

  /** y = tanh x. */
  void tanh(float[] x, float[] y, int from, int to);

  /** y = 1 / (1 + exp −x). */
  void sigmoid(float[] x, float[] y, int from, int to);

  /** y = ln(1 + exp x). */
  void softplus(float[] x, float[] y, int from, int to);

  /** y = activation(y) in place over {@code count} numbers; not for {@link Activation#GELU}. */
  void activate(Activation activation, float[] y, int offset, int count);

  /**
   * dy ← dy · activation′ in place, the derivative taken from the activation's value y, and sum +=
   * dy; not for {@link Activation#GELU}.
   */
  void activationGradient(
      Activation activation,
      float[] y,
      float[] dy,
      int offset,
      float[] sum,
      int sumOffset,
      int count);

  /**
   * One row of the Bernoulli log density: returns Σ x l − ln(1 + exp l) and leaves its derivative x
   * − 1 / (1 + exp −l) in g.
   */
  double bernoulli(float[] logits, float[] x, float[] g, int offset, int count);

  /** The same without the derivative. */
  double bernoulli(float[] logits, float[] x, int offset, int count);

  /** y ← scale · y. */
  void scale(float scale, float[] y, int offset, int count);

  /** y ← y + scale · x. */
  void addScaled(float scale, float[] x, float[] y, int offset, int count);

  /**
   * A step of Adam over a stretch: m ← keep₁ m + add₁ g, v ← keep₂ v + add₂ g², w ← w − rate m /
   * (√v + epsilon). The bias corrections are in rate and epsilon; addᵢ is 1 − keepᵢ, but rounded
   * from double precision.
   *
   * @param shift the gradient of number i lies at i + shift
   */
  void adam(
      float[] value,
      float[] gradient,
      int shift,
      float[] first,
      float[] second,
      float rate,
      float keep1,
      float add1,
      float keep2,
      float add2,
      float epsilon,
      int from,
      int to);

  /**
   * One step of gradient descent with momentum over [from, to): u ← momentum u + g, w ← w − rate u.
   *
   * @param shift the gradient of number i lies at i + shift
   */
  void momentum(
      float[] value,
      float[] gradient,
      int shift,
      float[] velocity,
      float rate,
      float momentum,
      int from,
      int to);
}
