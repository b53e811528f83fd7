package org.latent4j.evaluation.representation;

import java.util.Arrays;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealLinearOperator;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The mean of −ln p(label|x) over points, in nats, with ln p(k|x) = (x W)ₖ − ln Σ exp (x W), plus
 * λ/2 times the squared weights, at some weights W {@code [inputs][classes]}. The first input is 1
 * for all points; its weights, the intercepts, are not penalised. With λ = 1e-9 the penalty matters
 * only where there would be no minimum, since the classes can be separated.
 *
 * <p>As an operator it is its Hessian.
 */
final class SoftmaxLoss implements RealLinearOperator {
  private static final double PENALTY = 1e-9;

  /** Relative to the diagonal's mean; keeps the preconditioner positive definite. */
  private static final double RIDGE = 1e-6;

  private final double[][] inputs;
  private final int[] labels;
  private final int classes;
  private final double[] weights;
  private final double[] logits;
  private final double[] probabilities;
  private final double[] gradient;
  private final double value;

  private SoftmaxLoss(
      double[][] inputs, int[] labels, int classes, double[] weights, double[] logits) {
    this.inputs = inputs;
    this.labels = labels;
    this.classes = classes;
    this.weights = weights;
    this.logits = logits;
    probabilities = logits.clone();
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += softmax(probabilities, i * classes, classes) - logits[i * classes + labels[i]];
    }
    double squares = 0;
    for (int at = classes; at < weights.length; at++) {
      squares += weights[at] * weights[at];
    }
    value = sum / labels.length + PENALTY / 2 * squares;
    double[] surplus = probabilities.clone();
    for (int i = 0; i < labels.length; i++) {
      surplus[i * classes + labels[i]] -= 1;
    }
    gradient = meanProducts(surplus, weights);
  }

  /**
   * At some weights.
   *
   * @param weights {@code [inputs][classes]}
   * @param inputs {@code [points][inputs]}
   * @param labels of the points, 0 to {@code classes} − 1
   */
  static SoftmaxLoss at(double[] weights, double[][] inputs, int[] labels, int classes) {
    return new SoftmaxLoss(inputs, labels, classes, weights, logits(inputs, weights, classes));
  }

  /** At the weights some way along a step whose logits are known. */
  SoftmaxLoss moved(double[] step, double[] alongStep, double length) {
    return new SoftmaxLoss(
        inputs, labels, classes, sum(weights, step, length), sum(logits, alongStep, length));
  }

  private static double[] sum(double[] from, double[] step, double length) {
    double[] sum = from.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += length * step[i];
    }
    return sum;
  }

  double value() {
    return value;
  }

  double[] weights() {
    return weights.clone();
  }

  double[] gradient() {
    return gradient.clone();
  }

  /** The largest derivative by a weight, without its sign. */
  double steepest() {
    return Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
  }

  /** x V of each point, {@code [points][classes]}. */
  double[] logits(double[] v) {
    return logits(inputs, v, classes);
  }

  private static double[] logits(double[][] inputs, double[] v, int classes) {
    double[] products = new double[inputs.length * classes];
    for (int i = 0; i < inputs.length; i++) {
      addLogits(inputs[i], v, products, i * classes);
    }
    return products;
  }

  /** Adds x W to the numbers from a place on. */
  static void addLogits(double[] x, double[] weights, double[] logits, int at) {
    int classes = weights.length / x.length;
    for (int j = 0; j < x.length; j++) {
      double xj = x[j];
      int row = j * classes;
      for (int k = 0; k < classes; k++) {
        logits[at + k] += xj * weights[row + k];
      }
    }
  }

  /** Turns logits into probabilities, in place; returns ln Σ exp of the logits. */
  static double softmax(double[] logits, int at, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = at; k < at + classes; k++) {
      largest = Math.max(largest, logits[k]);
    }
    double sum = 0;
    for (int k = at; k < at + classes; k++) {
      logits[k] = Math.exp(logits[k] - largest);
      sum += logits[k];
    }
    for (int k = at; k < at + classes; k++) {
      logits[k] /= sum;
    }
    return largest + Math.log(sum);
  }

  /** The mean over points of the products x ⊗ row, plus λ V. */
  private double[] meanProducts(double[] rows, double[] v) {
    double[] means = new double[v.length];
    for (int i = 0; i < inputs.length; i++) {
      double[] x = inputs[i];
      int at = i * classes;
      for (int j = 0; j < x.length; j++) {
        double xj = x[j] / inputs.length;
        int row = j * classes;
        for (int k = 0; k < classes; k++) {
          means[row + k] += xj * rows[at + k];
        }
      }
    }
    for (int at = classes; at < means.length; at++) {
      means[at] += PENALTY * v[at];
    }
    return means;
  }

  /** H V, the mean of x ⊗ (diag p − p pᵀ) x V, plus λ V. */
  @Override
  public RealVector operate(RealVector v) {
    double[] direction = v.toArray();
    double[] products = logits(direction);
    for (int at = 0; at < products.length; at += classes) {
      double mean = 0;
      for (int k = at; k < at + classes; k++) {
        mean += probabilities[k] * products[k];
      }
      for (int k = at; k < at + classes; k++) {
        products[k] = probabilities[k] * (products[k] - mean);
      }
    }
    return new ArrayRealVector(meanProducts(products, direction), false);
  }

  @Override
  public int getRowDimension() {
    return weights.length;
  }

  @Override
  public int getColumnDimension() {
    return weights.length;
  }

  /**
   * Nearly the inverse of the Hessian: that of mean (x xᵀ) ⊗ mean (diag p − p pᵀ), where the mean
   * of the products would be right. Classes in a row, which each overlap with the next alone, need
   * many steps without it.
   */
  RealLinearOperator preconditioner() {
    RealMatrix x = MatrixUtils.createRealMatrix(inputs);
    RealMatrix p = MatrixUtils.createRealMatrix(labels.length, classes);
    RealMatrix ofClasses = MatrixUtils.createRealMatrix(classes, classes);
    for (int i = 0; i < labels.length; i++) {
      for (int k = 0; k < classes; k++) {
        p.setEntry(i, k, probabilities[i * classes + k]);
        ofClasses.addToEntry(k, k, probabilities[i * classes + k]);
      }
    }
    ofClasses = ofClasses.subtract(p.transposeMultiply(p)).scalarMultiply(1.0 / labels.length);
    // What all classes have in common changes no probability; 1 1ᵀ fills that gap.
    ofClasses = ofClasses.scalarAdd(ofClasses.getTrace() / classes / classes);
    RealMatrix ofInputs = x.transposeMultiply(x).scalarMultiply(1.0 / labels.length);
    return new ProductInverse(solver(ofInputs), solver(ofClasses), inputs[0].length, classes);
  }

  private static DecompositionSolver solver(RealMatrix matrix) {
    int size = matrix.getRowDimension();
    double ridge = RIDGE * matrix.getTrace() / size + PENALTY;
    RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
    return new CholeskyDecomposition(
            symmetric.add(MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(ridge)))
        .getSolver();
  }

  /** (A ⊗ B)⁻¹ V = A⁻¹ V B⁻¹, for symmetric A and B. */
  private record ProductInverse(
      DecompositionSolver ofInputs, DecompositionSolver ofClasses, int columns, int classes)
      implements RealLinearOperator {
    @Override
    public RealVector operate(RealVector v) {
      RealMatrix rows = MatrixUtils.createRealMatrix(columns, classes);
      for (int j = 0; j < columns; j++) {
        rows.setRowVector(j, v.getSubVector(j * classes, classes));
      }
      RealMatrix solved = ofClasses.solve(ofInputs.solve(rows).transpose());
      RealVector product = new ArrayRealVector(v.getDimension());
      for (int j = 0; j < columns; j++) {
        product.setSubVector(j * classes, solved.getColumnVector(j));
      }
      return product;
    }

    @Override
    public int getRowDimension() {
      return columns * classes;
    }

    @Override
    public int getColumnDimension() {
      return columns * classes;
    }
  }
}
