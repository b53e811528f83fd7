package org.latent4j.kernels.fused;

/** A function of each number. */
final class Unary extends Node {
  enum Operation {
    PLUS,
    TIMES,
    EXP,
    LOG,
    LOG1P,
    SQRT,
    SQUARE,
    ABS,
    TANH,
    SIGMOID,
    SOFTPLUS,
    LEAKY_RELU,
    GELU,
    CLAMP
  }

  private static final float GELU_FACTOR = (float) Math.sqrt(2 / Math.PI);
  private static final float GELU_CUBIC = 0.044715f;

  private final Operation operation;
  private final Node x;
  private final float first;
  private final float second;

  /**
   * The meaning of the two numbers depends on the operation: a constant, a slope, or two limits.
   */
  Unary(Operation operation, Node x, float first, float second) {
    super(x.tape, x.rows, x.columns, x.vector);
    this.operation = operation;
    this.x = x;
    this.first = first;
    this.second = second;
    tape.shareElements(size(), this::forward);
  }

  private void forward(int from, int to) {
    float[] x = this.x.data;
    float[] y = data;
    switch (operation) {
      case PLUS -> {
        for (int i = from; i < to; i++) {
          y[i] = x[i] + first;
        }
      }
      case TIMES -> {
        for (int i = from; i < to; i++) {
          y[i] = x[i] * first;
        }
      }
      case EXP -> tape.arrays.exp(x, y, from, to);
      case LOG -> {
        for (int i = from; i < to; i++) {
          y[i] = (float) Math.log(x[i]);
        }
      }
      case LOG1P -> {
        for (int i = from; i < to; i++) {
          y[i] = (float) Math.log1p(x[i]);
        }
      }
      case SQRT -> {
        for (int i = from; i < to; i++) {
          y[i] = (float) Math.sqrt(x[i]);
        }
      }
      case SQUARE -> {
        for (int i = from; i < to; i++) {
          y[i] = x[i] * x[i];
        }
      }
      case ABS -> {
        for (int i = from; i < to; i++) {
          y[i] = Math.abs(x[i]);
        }
      }
      case TANH -> tape.arrays.tanh(x, y, from, to);
      case SIGMOID -> tape.arrays.sigmoid(x, y, from, to);
      case SOFTPLUS -> tape.arrays.softplus(x, y, from, to);
      case LEAKY_RELU -> {
        for (int i = from; i < to; i++) {
          // A slope of 0 gives 0 even for −∞, and NaN stays NaN.
          y[i] = x[i] <= 0 ? (first == 0 ? 0 : first * x[i]) : x[i];
        }
      }
      case GELU -> {
        for (int i = from; i < to; i++) {
          y[i] =
              0.5f
                  * x[i]
                  * (1 + Elementary.tanh(GELU_FACTOR * (x[i] + GELU_CUBIC * x[i] * x[i] * x[i])));
        }
      }
      case CLAMP -> {
        for (int i = from; i < to; i++) {
          y[i] = Math.min(Math.max(x[i], first), second);
        }
      }
    }
  }

  @Override
  boolean inputsWanted() {
    return x.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    float[] dx = x.gradientToAddTo();
    tape.shareElements(size(), (from, to) -> backward(dy, dx, from, to));
  }

  private void backward(float[] dy, float[] dx, int from, int to) {
    float[] x = this.x.data;
    float[] y = data;
    switch (operation) {
      case PLUS -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i];
        }
      }
      case TIMES -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * first;
        }
      }
      case EXP -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * y[i];
        }
      }
      case LOG -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] / x[i];
        }
      }
      case LOG1P -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] / (1 + x[i]);
        }
      }
      case SQRT -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * 0.5f / y[i];
        }
      }
      case SQUARE -> {
        for (int i = from; i < to; i++) {
          dx[i] += 2 * dy[i] * x[i];
        }
      }
      case ABS -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * Math.signum(x[i]);
        }
      }
      case TANH -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * (1 - y[i] * y[i]);
        }
      }
      case SIGMOID -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * y[i] * (1 - y[i]);
        }
      }
      case SOFTPLUS -> {
        for (int i = from; i < to; i++) {
          dx[i] += dy[i] * Elementary.sigmoid(x[i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = from; i < to; i++) {
          dx[i] += x[i] > 0 ? dy[i] : dy[i] * first;
        }
      }
      case GELU -> {
        for (int i = from; i < to; i++) {
          float v = x[i];
          float t = Elementary.tanh(GELU_FACTOR * (v + GELU_CUBIC * v * v * v));
          float slope = GELU_FACTOR * (1 + 3 * GELU_CUBIC * v * v);
          dx[i] += dy[i] * (0.5f * (1 + t) + 0.5f * v * (1 - t * t) * slope);
        }
      }
      case CLAMP -> {
        for (int i = from; i < to; i++) {
          dx[i] += x[i] >= first && x[i] <= second ? dy[i] : 0;
        }
      }
    }
  }
}
