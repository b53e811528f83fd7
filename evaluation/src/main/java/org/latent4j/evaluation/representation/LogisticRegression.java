package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.ConjugateGradient;
import org.hipparchus.linear.RealVector;

/**
 * Multinomial logistic regression by maximum likelihood, on inputs standardised by mean and
 * standard deviation of the points learned from. Nothing is drawn.
 *
 * <p>The weights minimise a {@link SoftmaxLoss} by Newton's method, whose equations conjugate
 * gradients solve as exactly as the distance from the minimum asks for (Nocedal and Wright,
 * Numerical Optimization, 2006, algorithm 7.1). It has converged where no derivative by a weight is
 * above 1e-5 nats per point. Over samples of n points the derivatives by a class's weights scatter
 * by √(p (1 − p) / n), p the class's frequency, which is a hundred times as much for n = 10,000 and
 * p = 0.01: the weights are then within a hundredth or so of their own scatter.
 */
final class LogisticRegression implements Classifier {
  /** How it is described in settings. */
  static final String DESCRIPTION =
      "multinomial logistic regression on standardised inputs by maximum likelihood: Newton's method"
          + " until no derivative is above 1e-5 nats per point; penalty 1e-9 / 2 times the squared"
          + " weights";

  private static final double CONVERGED = 1e-5;
  private static final int MOST_STEPS = 100;
  private static final int MOST_PRODUCTS = 500;

  /** Armijo's: the share of the decrease that the slope foretells. */
  private static final double SUFFICIENT = 1e-4;

  private static final double SHORTEST = 1e-10;

  private final int[] classes;
  private final Scale scale;
  private final double[] weights;
  private final int steps;
  private final double steepest;

  private LogisticRegression(int[] classes, Scale scale, SoftmaxLoss least, int steps) {
    this.classes = classes;
    this.scale = scale;
    this.weights = least.weights();
    this.steps = steps;
    this.steepest = least.steepest();
  }

  static LogisticRegression fit(Points points) {
    return fit(points, Optional.empty());
  }

  /**
   * The same minimum, found faster.
   *
   * @param near a fit to similar points, to start from
   */
  static LogisticRegression fit(Points points, Optional<LogisticRegression> near) {
    return fit(points, near, MOST_STEPS);
  }

  /** With at most so many steps of Newton's method. */
  static LogisticRegression fit(Points points, Optional<LogisticRegression> near, int mostSteps) {
    int[] classes = Arrays.stream(points.labels()).distinct().sorted().toArray();
    Scale scale = Scale.of(points.inputs());
    double[][] inputs =
        Arrays.stream(points.inputs()).map(scale::standardised).toArray(double[][]::new);
    int[] labels =
        Arrays.stream(points.labels()).map(label -> Arrays.binarySearch(classes, label)).toArray();
    double[] start =
        near.filter(other -> Arrays.equals(other.classes, classes))
            .map(other -> other.weights.clone())
            .orElseGet(() -> new double[inputs[0].length * classes.length]);
    SoftmaxLoss loss = SoftmaxLoss.at(start, inputs, labels, classes.length);
    int steps = 0;
    while (loss.steepest() > CONVERGED && steps < mostSteps) {
      Optional<SoftmaxLoss> lower = lower(loss);
      if (lower.isEmpty()) {
        break;
      }
      loss = lower.get();
      steps++;
    }
    return new LogisticRegression(classes, scale, loss, steps);
  }

  /** A Newton step further, shortened until it leads down; empty if none does. */
  private static Optional<SoftmaxLoss> lower(SoftmaxLoss loss) {
    RealVector gradient = new ArrayRealVector(loss.gradient(), false);
    RealVector step = newtonStep(loss, gradient);
    double slope = gradient.dotProduct(step);
    double[] alongStep = loss.logits(step.toArray());
    for (double length = 1; length >= SHORTEST; length /= 2) {
      SoftmaxLoss moved = loss.moved(step.toArray(), alongStep, length);
      if (moved.value() <= loss.value() + SUFFICIENT * length * slope) {
        return Optional.of(moved);
      }
    }
    return Optional.empty();
  }

  /** −H⁻¹ g, as exactly as is worth it. */
  private static RealVector newtonStep(SoftmaxLoss loss, RealVector gradient) {
    RealVector descent = gradient.mapMultiply(-1);
    RealVector step = new ArrayRealVector(gradient.getDimension());
    double residual = Math.min(0.1, Math.sqrt(gradient.getNorm()));
    try {
      new ConjugateGradient(MOST_PRODUCTS, residual, false)
          .solveInPlace(loss, loss.preconditioner(), descent, step);
    } catch (MathRuntimeException e) {
      // The products ran out; each of them has led further down.
    }
    return step.getNorm() > 0 ? step : descent;
  }

  @Override
  public int label(double[] input) {
    double[] probabilities = probabilities(input);
    int greatest = 0;
    for (int k = 1; k < probabilities.length; k++) {
      greatest = probabilities[k] > probabilities[greatest] ? k : greatest;
    }
    return classes[greatest];
  }

  /** p(k|x) of the labels learned from, in ascending order. */
  double[] probabilities(double[] input) {
    double[] probabilities = new double[classes.length];
    SoftmaxLoss.addLogits(scale.standardised(input), weights, probabilities, 0);
    SoftmaxLoss.softmax(probabilities, 0, classes.length);
    return probabilities;
  }

  @Override
  public Optional<String> warning() {
    return steepest <= CONVERGED
        ? Optional.empty()
        : Optional.of(
            "the logistic regression has not converged: after "
                + steps
                + " steps a derivative is "
                + steepest
                + " nats per point, and at most "
                + CONVERGED
                + " is wanted; the accuracy is rather too low");
  }

  /** Mean and standard deviation of each column. */
  private static final class Scale {
    private final double[] mean;
    private final double[] deviation;

    private Scale(int columns) {
      mean = new double[columns];
      deviation = new double[columns];
    }

    static Scale of(double[][] inputs) {
      int columns = inputs[0].length;
      Scale scale = new Scale(columns);
      for (int i = 0; i < columns; i++) {
        int column = i;
        double[] values = Arrays.stream(inputs).mapToDouble(input -> input[column]).toArray();
        scale.mean[i] = Mean.of(values).getAsDouble();
        scale.deviation[i] = StandardDeviation.of(values).getAsDouble();
      }
      return scale;
    }

    /** After a 1, for the intercept; 0 for columns that did not vary. */
    double[] standardised(double[] input) {
      double[] scaled = new double[input.length + 1];
      scaled[0] = 1;
      for (int i = 0; i < input.length; i++) {
        scaled[i + 1] = deviation[i] > 0 ? (input[i] - mean[i]) / deviation[i] : 0;
      }
      return scaled;
    }
  }
}
