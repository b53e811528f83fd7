package org.latent4j.kernels.nd4j;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A value on an {@link Nd4jTape}, kept in native memory until the tape is reset. */
final class Nd4jVar implements Var {
  private static final Pullback LEAF =
      (scope, gradient, input) -> {
        throw new IllegalStateException("a leaf has no inputs");
      };

  private final Nd4jTape tape;
  private final long generation;
  private final int index;
  private final int[] shape;
  private final INDArray matrix;
  private final List<Nd4jVar> inputs;
  private final Pullback pullback;
  private final @Nullable Parameter parameter;
  private @Nullable Tensor rounded;

  Nd4jVar(
      Nd4jTape tape,
      long generation,
      int index,
      int[] shape,
      INDArray matrix,
      List<Nd4jVar> inputs,
      @Nullable Pullback pullback,
      @Nullable Parameter parameter) {
    this.tape = tape;
    this.generation = generation;
    this.index = index;
    this.shape = shape;
    this.matrix = matrix;
    this.inputs = inputs;
    this.pullback = pullback == null ? LEAF : pullback;
    this.parameter = parameter;
  }

  long generation() {
    return generation;
  }

  /** Its place on the tape: after all that it was computed from. */
  int index() {
    return index;
  }

  List<Nd4jVar> inputs() {
    return inputs;
  }

  Pullback pullback() {
    return pullback;
  }

  /** The parameter whose value this is, if it is one's. */
  @Nullable Parameter parameter() {
    return parameter;
  }

  /** The value as a matrix, see {@link Shapes}. */
  INDArray matrix() {
    return matrix;
  }

  long[] matrixShape() {
    return Shapes.matrix(shape);
  }

  @Override
  public Tape tape() {
    return tape;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public Tensor value() {
    tape.require(this);
    Tensor present = rounded;
    if (present == null) {
      present = Tensor.zeros(shape);
      Nd4jArrays.copyTo(matrix, present.data());
      rounded = present;
    }
    return present;
  }

  @Override
  public double[] toDoubles() {
    tape.require(this);
    return Nd4jArrays.toDoubles(matrix);
  }

  @Override
  public double item() {
    tape.require(this);
    if (Shapes.size(shape) != 1) {
      throw new IllegalArgumentException(
          "item() of a variable of shape " + Arrays.toString(shape) + "; it must be [1]");
    }
    return matrix.getDouble(0);
  }

  @Override
  public Var plus(Var other) {
    Nd4jVar b = tape.require(other);
    return binary(
        "plus", b, tape.scope().plus(matrixOfThis(), broadcastable("plus", b)), (s, g, i) -> g);
  }

  @Override
  public Var minus(Var other) {
    Nd4jVar b = tape.require(other);
    return binary(
        "minus",
        b,
        tape.scope().minus(matrixOfThis(), broadcastable("minus", b)),
        (s, g, i) -> i == 0 ? g : s.times(g, -1));
  }

  @Override
  public Var times(Var other) {
    Nd4jVar b = tape.require(other);
    return binary(
        "times",
        b,
        tape.scope().times(matrixOfThis(), broadcastable("times", b)),
        (s, g, i) -> s.times(g, i == 0 ? b.matrix : matrix));
  }

  @Override
  public Var dividedBy(Var other) {
    Nd4jVar b = tape.require(other);
    return binary(
        "dividedBy",
        b,
        tape.scope().dividedBy(matrixOfThis(), broadcastable("dividedBy", b)),
        (s, g, i) -> {
          INDArray quotient = s.dividedBy(g, b.matrix);
          return i == 0 ? quotient : s.times(s.times(quotient, s.dividedBy(matrix, b.matrix)), -1);
        });
  }

  private INDArray matrixOfThis() {
    return tape.require(this).matrix;
  }

  private INDArray broadcastable(String operation, Nd4jVar other) {
    Shapes.broadcast(operation, shape, other.shape);
    return other.matrix;
  }

  /** Records a binary operation; its pullback is before the sums that undo broadcasting. */
  private Var binary(String operation, Nd4jVar other, INDArray result, Pullback beforeSums) {
    List<Nd4jVar> operands = List.of(this, other);
    return tape.record(
        Shapes.broadcast(operation, shape, other.shape),
        result,
        operands,
        (scope, g, i) ->
            scope.resultOf(s -> s.summedTo(operands.get(i).matrixShape(), beforeSums.of(s, g, i))));
  }

  @Override
  public Var plus(double constant) {
    INDArray sum = tape.scope().plus(matrixOfThis(), constant);
    return tape.record(shape, sum, List.of(this), (s, g, i) -> g);
  }

  @Override
  public Var times(double constant) {
    INDArray product = tape.scope().times(matrixOfThis(), constant);
    return tape.record(shape, product, List.of(this), (s, g, i) -> s.times(g, constant));
  }

  private Var elementwise(Elementwise function) {
    INDArray x = matrixOfThis();
    INDArray y = tape.scope().resultOf(s -> function.value().of(s, x));
    return tape.record(
        shape,
        y,
        List.of(this),
        (scope, g, i) -> scope.resultOf(s -> s.times(g, function.derivative().of(s, x, y))));
  }

  @Override
  public Var exp() {
    return elementwise(Elementwise.EXP);
  }

  @Override
  public Var log() {
    return elementwise(Elementwise.LOG);
  }

  @Override
  public Var log1p() {
    return elementwise(Elementwise.LOG1P);
  }

  @Override
  public Var sqrt() {
    return elementwise(Elementwise.SQRT);
  }

  @Override
  public Var square() {
    return elementwise(Elementwise.SQUARE);
  }

  @Override
  public Var abs() {
    return elementwise(Elementwise.ABS);
  }

  @Override
  public Var tanh() {
    return elementwise(Elementwise.TANH);
  }

  @Override
  public Var sigmoid() {
    return elementwise(Elementwise.SIGMOID);
  }

  @Override
  public Var softplus() {
    return elementwise(Elementwise.SOFTPLUS);
  }

  @Override
  public Var relu() {
    return elementwise(Elementwise.RELU);
  }

  @Override
  public Var leakyRelu(double slope) {
    return elementwise(Elementwise.leakyRelu(slope));
  }

  @Override
  public Var gelu() {
    return elementwise(Elementwise.GELU);
  }

  @Override
  public Var clamp(double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("clamp: [" + low + ", " + high + "] is no interval");
    }
    return elementwise(Elementwise.clamp(low, high));
  }

  @Override
  public Var matmul(Var other) {
    Nd4jVar b = tape.require(other);
    Shapes.requireMatrix("matmul", shape);
    Shapes.requireMatrix("matmul", b.shape);
    if (shape[1] != b.shape[0]) {
      throw new IllegalArgumentException(
          "matmul: "
              + Arrays.toString(shape)
              + " by "
              + Arrays.toString(b.shape)
              + "; the first's columns must be the second's rows");
    }
    return tape.record(
        new int[] {shape[0], b.shape[1]},
        tape.scope().product(matrixOfThis(), false, b.matrix, false),
        List.of(this, b),
        (s, g, i) ->
            i == 0 ? s.product(g, false, b.matrix, true) : s.product(matrix, true, g, false));
  }

  @Override
  public Var transpose() {
    Shapes.requireMatrix("transpose", shape);
    return tape.record(
        new int[] {shape[1], shape[0]},
        tape.scope().transposed(matrixOfThis()),
        List.of(this),
        (s, g, i) -> s.transposed(g));
  }

  @Override
  public Var sum() {
    return tape.record(
        new int[] {1},
        tape.scope().sum(matrixOfThis()),
        List.of(this),
        (s, g, i) -> s.broadcastTo(matrixShape(), g));
  }

  @Override
  public Var mean() {
    double count = Shapes.size(shape);
    INDArray x = matrixOfThis();
    return tape.record(
        new int[] {1},
        tape.scope().resultOf(s -> s.times(s.sum(x), 1 / count)),
        List.of(this),
        (s, g, i) -> s.broadcastTo(matrixShape(), s.times(g, 1 / count)));
  }

  @Override
  public Var rowSums() {
    Shapes.requireMatrix("rowSums", shape);
    int n = shape[0];
    return tape.record(
        new int[] {n},
        tape.scope().sumOver(1, matrixOfThis()).reshape('c', 1, n),
        List.of(this),
        (s, g, i) -> s.broadcastTo(matrixShape(), g.reshape('c', n, 1)));
  }

  @Override
  public Var columnSums() {
    Shapes.requireMatrix("columnSums", shape);
    return tape.record(
        new int[] {shape[1]},
        tape.scope().sumOver(0, matrixOfThis()),
        List.of(this),
        (s, g, i) -> s.broadcastTo(matrixShape(), g));
  }

  @Override
  public Var logSumExp() {
    Shapes.requireMatrix("logSumExp", shape);
    INDArray x = matrixOfThis();
    int n = shape[0];
    INDArray y =
        tape.scope()
            .resultOf(
                s -> {
                  INDArray shift = s.finiteRowMaxima(x);
                  INDArray total = s.sumOver(1, s.exp(s.minus(x, shift)));
                  return s.plus(s.log(total), shift);
                });
    return tape.record(
        new int[] {n},
        y.reshape('c', 1, n),
        List.of(this),
        (scope, g, i) -> scope.resultOf(s -> s.times(s.exp(s.minus(x, y)), g.reshape('c', n, 1))));
  }

  @Override
  public Var columns(int from, int to) {
    Shapes.requireMatrix("columns", shape);
    Shapes.requireRange("columns", from, to, shape[1]);
    return tape.record(
        new int[] {shape[0], to - from},
        tape.scope().columns(matrixOfThis(), from, to),
        List.of(this),
        (s, g, i) -> s.zerosAround(g, matrixShape(), 1, from, to));
  }

  @Override
  public Var rows(int from, int to) {
    Shapes.requireRange("rows", from, to, shape[0]);
    INDArray x = matrixOfThis();
    if (shape.length == 1) {
      return tape.record(
          new int[] {to - from},
          tape.scope().columns(x, from, to),
          List.of(this),
          (s, g, i) -> s.zerosAround(g, matrixShape(), 1, from, to));
    }
    return tape.record(
        new int[] {to - from, shape[1]},
        tape.scope().rows(x, from, to),
        List.of(this),
        (s, g, i) -> s.zerosAround(g, matrixShape(), 0, from, to));
  }

  @Override
  public Var reshape(int... other) {
    int[] target = Shapes.checked(other.clone());
    if (Shapes.size(target) != Shapes.size(shape)) {
      throw new IllegalArgumentException(
          "reshape: "
              + Arrays.toString(shape)
              + " does not hold as many numbers as "
              + Arrays.toString(target));
    }
    return tape.record(
        target,
        matrixOfThis().reshape('c', Shapes.matrix(target)),
        List.of(this),
        (s, g, i) -> g.reshape('c', matrixShape()));
  }

  @Override
  public Var detach() {
    return tape.record(shape, matrixOfThis(), List.of(), LEAF);
  }

  @Override
  public String toString() {
    return "Var" + Arrays.toString(shape);
  }
}
