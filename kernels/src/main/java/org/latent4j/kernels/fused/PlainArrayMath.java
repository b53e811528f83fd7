package org.latent4j.kernels.fused;

import org.latent4j.api.tensor.Activation;

/**
 * Plain loops; what the Vector API does eight or sixteen at a time, one at a time, by the same
 * polynomials.
 */
final class PlainArrayMath implements ArrayMath {
  @Override
  public String description() {
    return "plain Java loops";
  }

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.sigmoid(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.softplus(x[i]);
    }
  }

  @Override
  public void activate(Activation activation, float[] y, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      y[i] = activate(activation, y[i]);
    }
  }

  static float activate(Activation activation, float x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x > 0 ? x : (float) Activation.LEAKY_SLOPE * x;
      case TANH -> Elementary.tanh(x);
      case SOFTPLUS -> Elementary.softplus(x);
      case SIGMOID -> Elementary.sigmoid(x);
      case GELU ->
          throw new IllegalArgumentException(
              "the derivative of GELU does not follow from its value");
    };
  }

  @Override
  public void activationGradient(
      Activation activation,
      float[] y,
      float[] dy,
      int offset,
      float[] sum,
      int sumOffset,
      int count) {
    for (int i = 0; i < count; i++) {
      float d = dy[offset + i] * derivative(activation, y[offset + i]);
      dy[offset + i] = d;
      sum[sumOffset + i] += d;
    }
  }

  /** activation′ as a function of the activation's value. */
  static float derivative(Activation activation, float y) {
    return switch (activation) {
      case IDENTITY -> 1;
      case RELU -> y > 0 ? 1 : 0;
      case LEAKY_RELU -> y > 0 ? 1 : (float) Activation.LEAKY_SLOPE;
      case TANH -> 1 - y * y;
      case SOFTPLUS -> 1 - Elementary.exp(-y);
      case SIGMOID -> y * (1 - y);
      case GELU ->
          throw new IllegalArgumentException(
              "the derivative of GELU does not follow from its value");
    };
  }

  @Override
  public double bernoulli(float[] logits, float[] x, float[] g, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      float l = logits[i];
      sum += x[i] * l - Elementary.softplus(l);
      g[i] = x[i] - Elementary.sigmoid(l);
    }
    return sum;
  }

  @Override
  public double bernoulli(float[] logits, float[] x, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += x[i] * logits[i] - Elementary.softplus(logits[i]);
    }
    return sum;
  }

  @Override
  public void scale(float scale, float[] y, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      y[i] *= scale;
    }
  }

  @Override
  public void addScaled(float scale, float[] x, float[] y, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      y[i] += scale * x[i];
    }
  }

  @Override
  public void adam(
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
      int to) {
    for (int i = from; i < to; i++) {
      float g = gradient[i + shift];
      float m = keep1 * first[i] + add1 * g;
      float v = keep2 * second[i] + add2 * g * g;
      first[i] = m;
      second[i] = v;
      value[i] -= rate * m / ((float) Math.sqrt(v) + epsilon);
    }
  }

  @Override
  public void momentum(
      float[] value,
      float[] gradient,
      int shift,
      float[] velocity,
      float rate,
      float momentum,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float u = momentum * velocity[i] + gradient[i + shift];
      velocity[i] = u;
      value[i] -= rate * u;
    }
  }
}
