package org.latent4j.kernels.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.lifetime.Lifetime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Records ND4J's operations in the order they are made, and differentiates them in reverse. */
final class Nd4jTape implements Tape {
  /** Bounds the memory of differences between all rows of one matrix and all of another. */
  private static final int DIFFERENCES_AT_ONCE = 1 << 20;

  private final DataType type;
  private final Lifetime lifetime;
  private final boolean differentiable;
  private final NativeScope scope;
  private final List<Nd4jVar> recorded = new ArrayList<>();
  private final IdentityHashMap<Parameter, Nd4jVar> parameters = new IdentityHashMap<>();
  private long generation;
  private boolean closed;

  Nd4jTape(DataType type, Lifetime lifetime, boolean differentiable) {
    this.type = type;
    this.lifetime = lifetime;
    this.differentiable = differentiable;
    this.scope = new NativeScope(type);
  }

  /** Owns the values of this tape's variables. */
  NativeScope scope() {
    return scope;
  }

  /** The variable as this tape's own, if it is valid. */
  Nd4jVar require(Var variable) {
    if (!(variable instanceof Nd4jVar own) || own.tape() != this) {
      throw new IllegalArgumentException("the variable belongs to another tape");
    }
    if (own.generation() != generation) {
      throw new IllegalStateException("the variable was made before this tape was reset");
    }
    return own;
  }

  Nd4jVar record(int[] shape, INDArray matrix, List<Nd4jVar> inputs, Pullback pullback) {
    return add(shape, matrix, inputs, pullback, null);
  }

  private Nd4jVar leaf(int[] shape, float[] numbers, @Nullable Parameter parameter) {
    Shapes.checked(shape);
    INDArray matrix = scope.fromFloats(numbers, Shapes.matrix(shape));
    return add(shape, matrix, List.of(), null, parameter);
  }

  private Nd4jVar add(
      int[] shape,
      INDArray matrix,
      List<Nd4jVar> inputs,
      @Nullable Pullback pullback,
      @Nullable Parameter parameter) {
    requireOpen();
    Nd4jVar variable =
        new Nd4jVar(this, generation, recorded.size(), shape, matrix, inputs, pullback, parameter);
    recorded.add(variable);
    return variable;
  }

  private void requireOpen() {
    lifetime.require();
    if (closed) {
      throw new IllegalStateException("the tape is closed");
    }
  }

  @Override
  public void reset() {
    generation++;
    recorded.clear();
    parameters.clear();
    scope.close();
  }

  @Override
  public void close() {
    reset();
    closed = true;
  }

  @Override
  public Var constant(Tensor tensor) {
    return leaf(tensor.shape(), tensor.data(), null);
  }

  @Override
  public Var constant(double number) {
    return add(new int[] {1}, scope.filled(number, 1, 1), List.of(), null, null);
  }

  @Override
  public Var parameter(Parameter parameter) {
    requireOpen();
    Nd4jVar present = parameters.get(parameter);
    if (present == null) {
      Tensor value = parameter.value();
      present = leaf(value.shape(), value.data(), parameter);
      parameters.put(parameter, present);
    }
    return present;
  }

  @Override
  public void reread(Parameters moved) {
    moved.forEach(parameters::remove);
  }

  @Override
  public Var noise(RandomStream random, int... shape) {
    float[] numbers = new float[Shapes.size(Shapes.checked(shape.clone()))];
    random.fillGaussian(numbers, 0, numbers.length);
    return leaf(shape.clone(), numbers, null);
  }

  @Override
  public Var concatenate(List<Var> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("concatenate: there must be at least one part");
    }
    List<Nd4jVar> inputs = parts.stream().map(this::require).toList();
    int rows = inputs.get(0).rows();
    int[] starts = new int[inputs.size() + 1];
    List<INDArray> matrices = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Nd4jVar input = inputs.get(i);
      if (input.rows() != rows) {
        throw new IllegalArgumentException(
            "concatenate: the parts have "
                + inputs.stream().map(part -> Arrays.toString(part.shape())).toList()
                + "; all must have as many rows");
      }
      starts[i + 1] = starts[i] + input.columns();
      matrices.add(input.matrix().reshape('c', rows, input.columns()));
    }
    return record(
        new int[] {rows, starts[inputs.size()]},
        scope.besides(matrices),
        inputs,
        (s, g, i) ->
            s.columns(g, starts[i], starts[i + 1]).reshape('c', inputs.get(i).matrixShape()));
  }

  @Override
  public Var squaredDistances(Var a, Var b) {
    Nd4jVar left = require(a);
    Nd4jVar right = require(b);
    Shapes.requireMatrix("squaredDistances", left.shape());
    Shapes.requireMatrix("squaredDistances", right.shape());
    if (left.columns() != right.columns()) {
      throw new IllegalArgumentException(
          "squaredDistances: "
              + Arrays.toString(left.shape())
              + " and "
              + Arrays.toString(right.shape())
              + " have different numbers of columns");
    }
    return record(
        new int[] {left.rows(), right.rows()},
        squaredDistances(left.matrix(), right.matrix()),
        List.of(left, right),
        // ∂/∂aᵢ = 2 Σⱼ gᵢⱼ (aᵢ − bⱼ), and the same with a and b changed over.
        (scope, g, i) ->
            scope.resultOf(
                s -> {
                  INDArray own = i == 0 ? left.matrix() : right.matrix();
                  INDArray other = i == 0 ? right.matrix() : left.matrix();
                  INDArray weights = s.sumOver(1 - i, g).reshape('c', own.size(0), 1);
                  INDArray toOwn = s.times(own, weights);
                  return s.times(s.minus(toOwn, s.product(g, i == 1, other, false)), 2);
                }));
  }

  /** Differences are squared one by one: expanding the square would cancel for close rows. */
  private INDArray squaredDistances(INDArray a, INDArray b) {
    int n = (int) a.size(0);
    int m = (int) b.size(0);
    int d = (int) a.size(1);
    INDArray distances = scope.filled(0, n, m);
    int rowsAtOnce = (int) Math.max(1, DIFFERENCES_AT_ONCE / ((long) m * d));
    for (int from = 0; from < n; from += rowsAtOnce) {
      int to = Math.min(n, from + rowsAtOnce);
      try (NativeScope s = new NativeScope(type)) {
        INDArray rows = s.rows(a, from, to).reshape('c', to - from, 1, d);
        INDArray differences = s.minus(rows, b.reshape('c', 1, m, d));
        INDArray squares = s.sumOver(2, s.times(differences, differences));
        s.setRows(distances, from, to, squares.reshape('c', to - from, m));
      }
    }
    return distances;
  }

  @Override
  public Var apply(Kernel kernel, Var... inputs) {
    List<Var> own = new ArrayList<>();
    List<int[]> shapes = new ArrayList<>();
    for (Var input : inputs) {
      own.add(require(input));
      shapes.add(input.shape());
    }
    int[] promised = kernel.shape(List.copyOf(shapes));
    Var result = require(kernel.compose(List.copyOf(own)));
    if (!Arrays.equals(promised, result.shape())) {
      throw new IllegalStateException(
          "kernel '"
              + kernel.name()
              + "' promises shape "
              + Arrays.toString(promised)
              + " and composes "
              + Arrays.toString(result.shape()));
    }
    return result;
  }

  @Override
  public void backward(Var objective, Parameters wanted) {
    requireOpen();
    if (!differentiable) {
      throw new IllegalStateException(
          "backward on a tape for values alone; Engine.newTape() makes one to differentiate on");
    }
    Nd4jVar top = require(objective);
    if (Shapes.size(top.shape()) != 1) {
      throw new IllegalArgumentException(
          "backward: the objective must be a single number [1], not "
              + Arrays.toString(top.shape()));
    }
    for (Parameter parameter : wanted) {
      Arrays.fill(parameter.gradient().data(), 0);
    }
    boolean[] depends = dependsOn(wanted, top.index() + 1);
    if (!depends[top.index()]) {
      return;
    }
    @Nullable INDArray[] gradients = new INDArray[top.index() + 1];
    try (NativeScope passing = new NativeScope(type)) {
      gradients[top.index()] = passing.filled(1, 1, 1);
      for (int k = top.index(); k >= 0; k--) {
        INDArray gradient = gradients[k];
        if (gradient != null) {
          propagate(recorded.get(k), gradient, gradients, depends, passing);
        }
      }
    }
  }

  private static void propagate(
      Nd4jVar variable,
      INDArray gradient,
      @Nullable INDArray[] gradients,
      boolean[] depends,
      NativeScope passing) {
    Parameter parameter = variable.parameter();
    if (parameter != null) {
      Nd4jArrays.copyTo(gradient, parameter.gradient().data());
      return;
    }
    List<Nd4jVar> inputs = variable.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      int input = inputs.get(i).index();
      if (depends[input]) {
        INDArray part = variable.pullback().of(passing, gradient, i);
        INDArray soFar = gradients[input];
        gradients[input] = soFar == null ? part : passing.plus(soFar, part);
      }
    }
  }

  /** Which of the first variables are computed from a wanted parameter. */
  private boolean[] dependsOn(Parameters wanted, int count) {
    boolean[] depends = new boolean[count];
    for (int k = 0; k < count; k++) {
      Nd4jVar variable = recorded.get(k);
      Parameter parameter = variable.parameter();
      depends[k] =
          parameter != null
              ? wanted.contains(parameter)
              : variable.inputs().stream().anyMatch(input -> depends[input.index()]);
    }
    return depends;
  }
}
