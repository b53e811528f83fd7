package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.lifetime.Lifetime;
import org.latent4j.kernels.random.PhiloxStream;

/**
 * A tape over heap arrays: each operation computes at once and is a {@link Node}; backward walks
 * the nodes in reverse.
 */
public final class FusedTape implements Tape {
  /** What a normal number takes, in cheap operations. */
  private static final long NOISE_OPERATIONS = 32;

  final Products products;
  final ArrayMath arrays;

  /** Whether there may be a backward pass; otherwise nothing is kept for one. */
  final boolean differentiable;

  private final Workers workers;
  private final Lifetime lifetime;
  private final BufferPool buffers = new BufferPool();
  private final List<Node> nodes = new ArrayList<>();
  private final IdentityHashMap<Parameter, Leaf> parameters = new IdentityHashMap<>();

  private final Moves moves;

  /** What the pass is to move; null if it only differentiates. */
  private @Nullable Parameters moving;

  /** Counts the resets. */
  private long pass;

  private boolean closed;

  FusedTape(
      Products products,
      ArrayMath arrays,
      Workers workers,
      Lifetime lifetime,
      boolean differentiable) {
    this.products = products;
    this.arrays = arrays;
    this.workers = workers;
    this.lifetime = lifetime;
    this.differentiable = differentiable;
    this.moves = new Moves(products, workers);
  }

  float[] take(int length) {
    return buffers.take(length);
  }

  <N extends Node> N record(N node) {
    requireOpen();
    nodes.add(node);
    return node;
  }

  private void requireOpen() {
    lifetime.require();
    if (closed) {
      throw new IllegalStateException("the tape is closed");
    }
  }

  Node own(Var other) {
    if (!(other instanceof Node node) || node.tape != this) {
      throw new IllegalArgumentException("a variable of another tape: " + other);
    }
    return node;
  }

  /** Element-wise work over [0, size). */
  void shareElements(int size, Workers.Range work) {
    workers.share(size, Workers.LINE, size, work);
  }

  /** Work over whole rows, of so many cheap operations each. */
  void shareRows(int rows, long operations, Workers.Range work) {
    workers.share(rows, 1, rows * operations, work);
  }

  /**
   * Work over whole rows, of so many cheap operations each, cut where {@link #shareElements} may
   * cut: what is done to a vector of numbers at a time comes out the same.
   */
  void shareAlignedRows(int rows, long operations, Workers.Range work) {
    workers.share(rows, Workers.LINE, rows * operations, work);
  }

  /** Work over whole rows, which are one part of all. */
  interface PartOfRows {
    void run(int part, int from, int to);
  }

  /** Work over whole rows by parts, as many as {@link #parts()}, some of which may be empty. */
  void shareRowsByPart(int rows, long operations, PartOfRows work) {
    int count = parts();
    workers.share(
        count,
        1,
        rows * operations,
        (fromPart, toPart) -> {
          for (int part = fromPart; part < toPart; part++) {
            int from = Workers.cut(part, count, rows, Workers.LINE);
            work.run(part, from, Workers.cut(part + 1, count, rows, Workers.LINE));
          }
        });
  }

  /** Parts that work is cut into. */
  int parts() {
    return workers.threads();
  }

  /** Work over stretches of columns. */
  void shareColumns(int columns, long operations, Workers.Range work) {
    workers.share(columns, Workers.LINE, operations, work);
  }

  private void sharePieces(int count, IntConsumer piece) {
    workers.share(
        count,
        1,
        Workers.WORTH_SHARING,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            piece.accept(i);
          }
        });
  }

  /**
   * C ← op(A) · op(B), or C ← C + op(A) · op(B), for densely stored matrices, op(A) of m × k and
   * op(B) of k × n.
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      float[] b,
      boolean add,
      float[] c) {
    products.multiply(
        new Products.Product(transposeA, transposeB, m, n, k, a, b, add, c),
        Products.Surroundings.NONE);
  }

  /**
   * Adds Aᵀ · B to a variable's gradient, A of k × m and B of k × n. Where parameters are moved at
   * the end of the pass, the product of one waits for that.
   */
  void addTransposedProduct(Node to, int m, int n, int k, float[] a, float[] b) {
    if (moving != null
        && to instanceof Leaf leaf
        && leaf.parameter != null
        && (!leaf.hasGradient() || leaf.isDeferred())
        && !isMoved(a)
        && !isMoved(b)) {
      leaf.defer(Products.Product.transposed(m, n, k, a, b, leaf.isDeferred()));
      return;
    }
    boolean add = to.hasGradient();
    multiply(true, false, m, n, k, a, b, add, to.gradientToWrite());
  }

  /** Whether an array is a parameter's that the pass will move: a product of it may not wait. */
  private boolean isMoved(float[] array) {
    Parameters moved = moving;
    if (moved != null) {
      for (Parameter parameter : moved.asList()) {
        if (parameter.value().data() == array) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void reset() {
    nodes.clear();
    pass++;
    buffers.reset();
  }

  @Override
  public void close() {
    reset();
    parameters.clear();
    buffers.clear();
    closed = true;
  }

  @Override
  public Var constant(Tensor tensor) {
    return record(new Leaf(this, tensor, null));
  }

  @Override
  public Var constant(double number) {
    float[] data = take(1);
    data[0] = (float) number;
    return record(new Leaf(this, Tensor.of(data, 1), null));
  }

  @Override
  public Var parameter(Parameter parameter) {
    requireOpen();
    Leaf leaf = parameters.get(parameter);
    if (leaf == null || (leaf.pass == pass && leaf.outdated)) {
      leaf = new Leaf(this, parameter.value(), parameter);
      parameters.put(parameter, leaf);
    } else if (leaf.pass == pass) {
      return leaf;
    }
    leaf.forgetDeviations(); // one of a former pass serves again
    leaf.pass = pass;
    leaf.outdated = false;
    return record(leaf);
  }

  @Override
  public void reread(Parameters moved) {
    for (Parameter parameter : moved) {
      Leaf leaf = parameters.get(parameter);
      if (leaf != null) {
        leaf.outdated = true;
      }
    }
  }

  @Override
  public Var noise(RandomStream random, int... shape) {
    int size = 1;
    for (int dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    float[] data = take(size);
    if (random instanceof PhiloxStream philox && size * NOISE_OPERATIONS >= Workers.WORTH_SHARING) {
      philox.fillGaussian(data, size, workers.threads(), this::sharePieces);
    } else {
      random.fillGaussian(data, 0, size);
    }
    return record(new Leaf(this, Tensor.of(data, shape), null));
  }

  @Override
  public Var concatenate(List<Var> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("concatenation of nothing; at least one part is needed");
    }
    return record(new Concatenation(this, parts.stream().map(this::own).toList()));
  }

  @Override
  public Var matmulTransposed(Var a, Var b) {
    return record(new MatrixProduct(own(a), own(b), true));
  }

  @Override
  public Var squaredDistances(Var a, Var b) {
    return record(new SquaredDistances(own(a), own(b)));
  }

  @Override
  public Var apply(Kernel kernel, Var... inputs) {
    List<Node> nodes = Arrays.stream(inputs).map(this::own).toList();
    return record(
        new KernelNode(
            this, kernel, nodes, kernel.shape(nodes.stream().map(Node::shape).toList())));
  }

  @Override
  public Var dense(Var x, Var weight, Var bias, Activation activation) {
    if (activation == Activation.GELU) { // its derivative does not follow from its value
      return dense(x, weight, bias, Activation.IDENTITY).gelu();
    }
    return record(new Dense(own(x), own(weight), own(bias), activation));
  }

  @Override
  public Var reparameterize(Var mean, Var logVariance, Var noise) {
    return record(new Reparameterization(own(mean), own(logVariance), own(noise)));
  }

  @Override
  public Var gaussianKl(Var mean, Var logVariance, double scale) {
    return record(new GaussianKl(own(mean), own(logVariance), scale));
  }

  @Override
  public Var bernoulliLogDensity(Var logits, Var x) {
    return record(new BernoulliLogDensity(own(logits), own(x)));
  }

  @Override
  public Var gaussianLogDensity(Var x, Var mean, Var logVariance) {
    return record(new GaussianLogDensity(own(x), own(mean), own(logVariance)));
  }

  @Override
  public void backward(Var objective, Parameters wanted) {
    differentiate(objective, wanted);
    for (Parameter parameter : wanted.asList()) {
      if (gradientOf(parameter) == null) {
        Arrays.fill(parameter.gradient().data(), 0f);
      }
    }
  }

  @Override
  public void backward(Var objective, Parameters wanted, ElementwiseStep step) {
    moving = wanted;
    try {
      differentiate(objective, wanted);
      for (Parameter parameter : wanted.asList()) {
        moves.add(parameter, gradientOf(parameter));
      }
      moves.make(step);
    } finally {
      moving = null;
      moves.clear();
    }
  }

  /** The parameter's variable, if a gradient has reached it. */
  private @Nullable Leaf gradientOf(Parameter parameter) {
    Leaf leaf = parameters.get(parameter);
    return leaf == null || leaf.pass != pass || leaf.outdated || !leaf.hasGradient() ? null : leaf;
  }

  private void differentiate(Var objective, Parameters wanted) {
    requireOpen();
    if (!differentiable) {
      throw new IllegalStateException(
          "backward on a tape for values alone; Engine.newTape() makes one to differentiate on");
    }
    Node root = own(objective);
    if (!root.isSingle()) {
      throw new IllegalArgumentException(
          "backward from a variable of shape "
              + Arrays.toString(root.shape())
              + "; a single number [1] is needed");
    }
    for (Node node : nodes) {
      node.forgetGradient();
      node.wanted =
          node instanceof Leaf leaf
              ? leaf.parameter != null && wanted.contains(leaf.parameter)
              : node.inputsWanted();
    }
    root.gradientToAddTo()[0] += 1;
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.wanted && node.hasGradient()) {
        node.backward();
      }
    }
  }
}
