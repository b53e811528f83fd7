package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * A variable of the fused engine: its value, computed when it was made, and later its gradient.
 * Subclasses know how to hand their gradient on to their inputs.
 */
abstract class Node implements Var {
  final FusedTape tape;
  final int rows;
  final int columns;
  final boolean vector;
  final float[] data;

  /** Whether the current backward pass needs this variable's gradient. */
  boolean wanted;

  private float @Nullable [] gradient;

  private float @Nullable [] deviations;

  private @Nullable Reparameterization draw;

  /** Products that are put off; the gradient is to become their sum. */
  private List<Products.Product> deferred = List.of();

  /** A variable whose value is to be written into a new array of the tape. */
  Node(FusedTape tape, int rows, int columns, boolean vector) {
    this(tape, rows, columns, vector, tape.take(Math.multiplyExact(rows, columns)));
  }

  Node(FusedTape tape, int rows, int columns, boolean vector, float[] data) {
    this.tape = tape;
    this.rows = rows;
    this.columns = columns;
    this.vector = vector;
    this.data = data;
  }

  /** Whether one of the inputs is {@link #wanted}. */
  abstract boolean inputsWanted();

  /** Adds this variable's gradient, times the derivative, to those of the wanted inputs. */
  abstract void backward();

  final int size() {
    return rows * columns;
  }

  final boolean sameShapeAs(Node other) {
    return vector == other.vector && rows == other.rows && columns == other.columns;
  }

  final boolean isSingle() {
    return rows == 1 && columns == 1;
  }

  /**
   * exp ½ of each number, the standard deviations where this is ln σ². Computed once for all that
   * ask: a sample, its density, a divergence.
   */
  final float[] deviations() {
    float[] present = deviations;
    if (present == null) {
      float[] computed = tape.take(size());
      tape.shareElements(size(), (from, to) -> computeDeviations(computed, from, to));
      present = computed;
      deviations = present;
    }
    return present;
  }

  final boolean hasDeviations() {
    return deviations != null;
  }

  /** A stretch of what {@link #deviations()} will be, once it is {@linkplain #keep kept}. */
  final void computeDeviations(float[] to, int from, int end) {
    for (int i = from; i < end; i++) {
      to[i] = 0.5f * data[i];
    }
    tape.arrays.exp(to, to, from, end);
  }

  /** Keeps deviations for all that ask, and the draw that was made with them. */
  final void keep(float[] deviations, Reparameterization draw) {
    this.deviations = deviations;
    this.draw = draw;
  }

  /** The last draw with this as ln σ², null if there is none. */
  final @Nullable Reparameterization draw() {
    return draw;
  }

  /** To be called where this variable serves again with another value. */
  final void forgetDeviations() {
    deviations = null;
    draw = null;
  }

  /** The gradient that has come together; to be called when there is one. */
  final float[] gradient() {
    settle();
    float[] present = gradient;
    if (present == null) {
      throw new IllegalStateException("no gradient has reached " + this);
    }
    return present;
  }

  final boolean hasGradient() {
    return gradient != null || isDeferred();
  }

  final void forgetGradient() {
    gradient = null;
    deferred = List.of();
  }

  /** Whether all there is of the gradient so far is products that are put off. */
  final boolean isDeferred() {
    return !deferred.isEmpty();
  }

  /**
   * Puts a product off, where there is nothing of the gradient so far but such products, until
   * somebody asks for the gradient, adds to it, or {@linkplain #takeDeferred takes} the products.
   */
  final void defer(Products.Product product) {
    if (deferred.isEmpty()) {
      deferred = new ArrayList<>(2);
    }
    deferred.add(product);
  }

  /** The products that were put off, none of them any more. */
  final List<Products.Product> takeDeferred() {
    List<Products.Product> products = deferred;
    deferred = List.of();
    return products;
  }

  private void settle() {
    List<Products.Product> products = takeDeferred();
    for (int i = 0; i < products.size(); i++) {
      Products.Product placed = products.get(i).into(gradientStorage());
      tape.products.multiply(placed, Products.Surroundings.NONE);
      gradient = placed.c();
    }
  }

  /** The gradient, zero if nothing has been added yet. */
  final float[] gradientToAddTo() {
    settle();
    float[] present = gradient;
    if (present == null) {
      present = gradientStorage();
      Arrays.fill(present, 0, size(), 0f);
      gradient = present;
    }
    return present;
  }

  /**
   * The gradient, to be overwritten if {@link #hasGradient()} was false before and added to
   * otherwise: spares filling it with zeros.
   */
  final float[] gradientToWrite() {
    settle();
    float[] present = gradient;
    if (present == null) {
      present = gradientStorage();
      gradient = present;
    }
    return present;
  }

  /** Takes over an array that holds all of the gradient so far. */
  final void adoptGradient(float[] values) {
    gradient = values;
  }

  /** Whether {@link #adoptGradient} may be used: not where the gradient has a fixed place. */
  boolean adoptsGradients() {
    return true;
  }

  float[] gradientStorage() {
    return tape.take(size());
  }

  @Override
  public final Tape tape() {
    return tape;
  }

  @Override
  public final int[] shape() {
    return vector ? new int[] {rows} : new int[] {rows, columns};
  }

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final int columns() {
    return columns;
  }

  @Override
  public Tensor value() {
    return vector ? Tensor.of(data, rows) : Tensor.of(data, rows, columns);
  }

  @Override
  public final double[] toDoubles() {
    double[] copy = new double[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = data[i];
    }
    return copy;
  }

  @Override
  public final double item() {
    if (!isSingle()) {
      throw new IllegalArgumentException(
          "item() of a variable of shape " + Arrays.toString(shape()) + "; it must be [1]");
    }
    return data[0];
  }

  private Node own(Var other) {
    return tape.own(other);
  }

  @Override
  public final Var plus(Var other) {
    return tape.record(new Binary(Binary.Operation.PLUS, this, own(other)));
  }

  @Override
  public final Var minus(Var other) {
    return tape.record(new Binary(Binary.Operation.MINUS, this, own(other)));
  }

  @Override
  public final Var times(Var other) {
    return tape.record(new Binary(Binary.Operation.TIMES, this, own(other)));
  }

  @Override
  public final Var dividedBy(Var other) {
    return tape.record(new Binary(Binary.Operation.DIVIDED_BY, this, own(other)));
  }

  @Override
  public final Var plus(double constant) {
    return unary(Unary.Operation.PLUS, constant, 0);
  }

  @Override
  public final Var times(double constant) {
    return unary(Unary.Operation.TIMES, constant, 0);
  }

  @Override
  public final Var exp() {
    return unary(Unary.Operation.EXP, 0, 0);
  }

  @Override
  public final Var log() {
    return unary(Unary.Operation.LOG, 0, 0);
  }

  @Override
  public final Var log1p() {
    return unary(Unary.Operation.LOG1P, 0, 0);
  }

  @Override
  public final Var sqrt() {
    return unary(Unary.Operation.SQRT, 0, 0);
  }

  @Override
  public final Var square() {
    return unary(Unary.Operation.SQUARE, 0, 0);
  }

  @Override
  public final Var abs() {
    return unary(Unary.Operation.ABS, 0, 0);
  }

  @Override
  public final Var tanh() {
    return unary(Unary.Operation.TANH, 0, 0);
  }

  @Override
  public final Var sigmoid() {
    return unary(Unary.Operation.SIGMOID, 0, 0);
  }

  @Override
  public final Var softplus() {
    return unary(Unary.Operation.SOFTPLUS, 0, 0);
  }

  @Override
  public final Var relu() {
    return unary(Unary.Operation.LEAKY_RELU, 0, 0);
  }

  @Override
  public final Var leakyRelu(double slope) {
    return unary(Unary.Operation.LEAKY_RELU, slope, 0);
  }

  @Override
  public final Var gelu() {
    return unary(Unary.Operation.GELU, 0, 0);
  }

  @Override
  public final Var clamp(double low, double high) {
    return unary(Unary.Operation.CLAMP, low, high);
  }

  private Var unary(Unary.Operation operation, double first, double second) {
    return tape.record(new Unary(operation, this, (float) first, (float) second));
  }

  @Override
  public final Var matmul(Var other) {
    return tape.record(new MatrixProduct(this, own(other), false));
  }

  @Override
  public final Var transpose() {
    return tape.record(new Transpose(this));
  }

  @Override
  public final Var sum() {
    return tape.record(new Reduction(Reduction.Operation.SUM, this));
  }

  @Override
  public final Var mean() {
    return tape.record(new Reduction(Reduction.Operation.MEAN, this));
  }

  @Override
  public final Var rowSums() {
    return tape.record(new Reduction(Reduction.Operation.ROW_SUMS, this));
  }

  @Override
  public final Var columnSums() {
    return tape.record(new Reduction(Reduction.Operation.COLUMN_SUMS, this));
  }

  @Override
  public final Var logSumExp() {
    return tape.record(new LogSumExp(this));
  }

  @Override
  public final Var columns(int from, int to) {
    return tape.record(new Slice(this, 0, rows, from, to));
  }

  @Override
  public final Var rows(int from, int to) {
    return tape.record(new Slice(this, from, to, 0, columns));
  }

  @Override
  public final Var reshape(int... shape) {
    return tape.record(new Alias(this, shape, true));
  }

  @Override
  public final Var detach() {
    return tape.record(new Alias(this, shape(), false));
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + Arrays.toString(shape());
  }
}
