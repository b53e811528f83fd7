package org.latent4j.api.tensor;

/**
 * A value on a {@link Tape}: a vector {@code [n]} or a matrix {@code [n, d]} that remembers how it
 * was computed, so that {@link Tape#backward} can differentiate what is built from it. A single
 * number has shape {@code [1]}.
 *
 * <p>Binary operations broadcast as NumPy does, up to rank two: equal shapes; a row vector {@code
 * [d]} against {@code [n, d]}; a column {@code [n, 1]} against {@code [n, d]}; a single number
 * {@code [1]} against anything. A vector {@code [n]} never stands for a column.
 *
 * <p>A variable belongs to one tape and is invalid after that tape's {@link Tape#reset()}.
 */
public interface Var {
  Tape tape();

  /** {@code [n]} or {@code [n, d]}; a copy. */
  int[] shape();

  /** The first dimension. */
  default int rows() {
    return shape()[0];
  }

  /** The second dimension, 1 for a vector. */
  default int columns() {
    int[] shape = shape();
    return shape.length == 1 ? 1 : shape[1];
  }

  /** The value; valid until the tape is reset, and not to be written to. */
  Tensor value();

  /** The value in the engine's own precision, row-major, copied. */
  double[] toDoubles();

  /** The value of a variable of shape {@code [1]}. */
  double item();

  Var plus(Var other);

  Var minus(Var other);

  Var times(Var other);

  Var dividedBy(Var other);

  Var plus(double constant);

  Var times(double constant);

  default Var minus(double constant) {
    return plus(-constant);
  }

  default Var negate() {
    return times(-1);
  }

  Var exp();

  /** The natural logarithm. */
  Var log();

  /** ln(1 + x), accurate near 0. */
  Var log1p();

  Var sqrt();

  Var square();

  /** |x|, with derivative 0 at 0. */
  Var abs();

  Var tanh();

  /** 1 / (1 + exp(−x)). */
  Var sigmoid();

  /** ln(1 + exp(x)), without overflow. */
  Var softplus();

  /** max(x, 0), with derivative 0 at 0. */
  Var relu();

  /** x for x &gt; 0, slope · x otherwise. */
  Var leakyRelu(double slope);

  /**
   * x · Φ(x) by its tanh approximation, 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))) (Hendrycks and
   * Gimpel, 2016).
   */
  Var gelu();

  /** x limited to [low, high]; the gradient is 0 outside. */
  Var clamp(double low, double high);

  /** The matrix product of {@code [n, k]} and {@code [k, m]}: {@code [n, m]}. */
  Var matmul(Var other);

  /** {@code [n, d]} to {@code [d, n]}. */
  Var transpose();

  /** All numbers added: {@code [1]}. */
  Var sum();

  /** The mean of all numbers: {@code [1]}. */
  Var mean();

  /** {@code [n, d]} to {@code [n]}: each row added. */
  Var rowSums();

  /** {@code [n, d]} to {@code [d]}: each column added. */
  Var columnSums();

  /** {@code [n, d]} to {@code [n]}: ln Σ exp over each row, without overflow. */
  Var logSumExp();

  /**
   * The columns from {@code from} (inclusive) to {@code to} (exclusive) of {@code [n, d]}: {@code
   * [n, to − from]}.
   */
  Var columns(int from, int to);

  /**
   * The rows from {@code from} (inclusive) to {@code to} (exclusive): {@code [to − from, d]} or
   * {@code [to − from]}.
   */
  Var rows(int from, int to);

  /** The same numbers in row-major order under another shape. */
  Var reshape(int... shape);

  /** The same value, through which no gradient flows. */
  Var detach();
}
