package org.latent4j.evaluation.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.multivariate.MixtureMultivariateNormalDistribution;
import org.hipparchus.distribution.multivariate.MultivariateNormalDistribution;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.stat.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.hipparchus.util.Pair;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Codes;
import org.latent4j.evaluation.Subject;

/**
 * A mixture of normal distributions fitted to the codes of training examples, to be sampled in the
 * place of the prior (Ghosh et al., 2020): it repairs what a prior that does not match the codes
 * does to samples, and shows what the decoder alone is able to.
 *
 * <p>Fitted by expectation maximisation, with full covariances, to codes that are centred, turned
 * to their principal axes and scaled to variance 1, so that units and dimensions that hardly vary
 * do not matter. Axes with less than 1e-10 of the largest variance are left at their mean.
 */
public final class ExPostPrior {
  private static final int COMPONENTS = 10;
  private static final int MOST_ITERATIONS = 100;

  /** Nats per code. */
  private static final double CONVERGED = 1e-2;

  private static final double NEGLIGIBLE = 1e-10;

  private final List<Component> components;
  private final Axes axes;
  private final boolean converged;

  private ExPostPrior(List<Component> components, Axes axes, boolean converged) {
    this.components = components;
    this.axes = axes;
    this.converged = converged;
  }

  /** The codes that a mixture of 10 components is fitted to at the least. */
  public static int leastCodes(int latent) {
    return 2 * (latent + 1) * COMPONENTS;
  }

  /**
   * Fits a mixture of 10 components, as in the paper, to one draw from q(z|x) of each of some
   * examples.
   *
   * @param learned a model with the examples that it was trained on
   * @param examples how many of them, drawn by chance; at most all
   * @throws Latent4jException as {@link #fit}
   */
  public static ExPostPrior of(Subject learned, int examples, RandomStream random) {
    int[] rows =
        Arrays.copyOf(random.split("examples").permutation(learned.data().size()), examples);
    return fit(Codes.draws(learned, rows, random.split("codes")), COMPONENTS);
  }

  /**
   * Fits a mixture.
   *
   * @param codes {@code [n, latent]}, n at least {@code 2 (latent + 1)} for each component
   * @param count components, at least 2; 10 in the paper
   * @throws Latent4jException if the codes are too few, not finite, vary along fewer than two axes,
   *     or a component shrinks to fewer dimensions than the codes have
   */
  public static ExPostPrior fit(Tensor codes, int count) {
    if (count < 2) {
      throw new IllegalArgumentException("a mixture of " + count + " components");
    }
    check(codes, count);
    Axes axes = Axes.of(codes);
    double[][] data = axes.coordinates(codes);
    try {
      var fit = new MultivariateNormalMixtureExpectationMaximization(data);
      boolean converged = maximize(fit, data, count);
      if (!Double.isFinite(fit.getLogLikelihood())) {
        throw failure("some codes have no density under any component; give fewer components");
      }
      return new ExPostPrior(components(fit.getFittedModel()), axes, converged);
    } catch (MathRuntimeException e) {
      throw new Latent4jException(
          "ex-post mixture: one of "
              + count
              + " components shrank to fewer dimensions than the codes have ("
              + e.getMessage()
              + "); give more examples or fewer components",
          e);
    }
  }

  private static void check(Tensor codes, int count) {
    int least = 2 * (codes.columns() + 1) * count;
    if (codes.rows() < least) {
      throw failure(
          codes.rows()
              + " codes are too few for "
              + count
              + " components in "
              + codes.columns()
              + " dimensions; at least "
              + least
              + " are needed, so give more examples or fewer components");
    }
    for (float value : codes.data()) {
      if (!Float.isFinite(value)) {
        throw failure("a code is " + value + "; the encoder's weights or outputs overflow");
      }
    }
  }

  private static Latent4jException failure(String what) {
    return new Latent4jException("ex-post mixture: " + what);
  }

  /** Whether the likelihood stood still before the iterations ran out. */
  private static boolean maximize(
      MultivariateNormalMixtureExpectationMaximization fit, double[][] data, int count) {
    var start = MultivariateNormalMixtureExpectationMaximization.estimate(data, count);
    try {
      fit.fit(start, MOST_ITERATIONS, CONVERGED);
      return true;
    } catch (MathIllegalStateException e) {
      return false;
    }
  }

  private static List<Component> components(MixtureMultivariateNormalDistribution mixture) {
    List<Component> components = new ArrayList<>();
    for (Pair<Double, MultivariateNormalDistribution> each : mixture.getComponents()) {
      MultivariateNormalDistribution normal = each.getSecond();
      components.add(
          new Component(
              each.getFirst(),
              MatrixUtils.createRealVector(normal.getMeans()),
              new EigenDecompositionSymmetric(normal.getCovariances()).getSquareRoot()));
    }
    return components;
  }

  /** How many normal distributions it mixes. */
  public int components() {
    return components.size();
  }

  /** Whether the fit stood still to 0.01 nats per code within 100 iterations. */
  public boolean converged() {
    return converged;
  }

  /** New codes, {@code [count, latent]}. */
  public Tensor sample(RandomStream random, int count) {
    Tensor codes = Tensor.zeros(count, axes.mean().getDimension());
    for (int row = 0; row < count; row++) {
      Component component = drawn(random.nextDouble());
      RealVector noise = component.mean().copy();
      for (int k = 0; k < noise.getDimension(); k++) {
        noise.setEntry(k, random.nextGaussian());
      }
      RealVector code = axes.code(component.root().operate(noise).add(component.mean()));
      for (int k = 0; k < codes.columns(); k++) {
        codes.data()[row * codes.columns() + k] = (float) code.getEntry(k);
      }
    }
    return codes;
  }

  private Component drawn(double uniform) {
    double below = 0;
    for (Component component : components) {
      below += component.weight();
      if (uniform < below) {
        return component;
      }
    }
    return components.get(components.size() - 1);
  }

  /**
   * A normal distribution μ + S ε of the mixture, on the axes.
   *
   * @param root S, the root of the covariance
   */
  private record Component(double weight, RealVector mean, RealMatrix root) {}

  /**
   * The principal axes along which codes vary.
   *
   * @param mean of the codes
   * @param directions of the axes in columns, each as long as one standard deviation
   * @param inverse the columns over their squared length
   */
  private record Axes(RealVector mean, RealMatrix directions, RealMatrix inverse) {
    static Axes of(Tensor codes) {
      RealMatrix rows = Moments.matrix(codes);
      Moments moments = Moments.of(rows);
      // Of a covariance, singular vectors and values are eigenvectors and eigenvalues; the solver
      // for the former never fails to converge where there are many zeros.
      var axes = new SingularValueDecomposition(moments.covariance());
      double[] variances = axes.getSingularValues();
      int count = 0;
      while (count < variances.length && variances[count] > NEGLIGIBLE * variances[0]) {
        count++;
      }
      if (count < 2) {
        throw failure(
            "the codes vary along "
                + count
                + " axes; a mixture is fitted along at least 2, so look at active_units first");
      }
      RealMatrix directions = MatrixUtils.createRealMatrix(codes.columns(), count);
      RealMatrix inverse = MatrixUtils.createRealMatrix(codes.columns(), count);
      for (int axis = 0; axis < count; axis++) {
        double deviation = Math.sqrt(variances[axis]);
        directions.setColumnVector(axis, axes.getU().getColumnVector(axis).mapMultiply(deviation));
        inverse.setColumnVector(axis, axes.getU().getColumnVector(axis).mapDivide(deviation));
      }
      return new Axes(moments.mean(), directions, inverse);
    }

    double[][] coordinates(Tensor codes) {
      RealMatrix rows = Moments.matrix(codes);
      double[][] coordinates = new double[codes.rows()][];
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] = inverse.preMultiply(rows.getRowVector(i).subtract(mean)).toArray();
      }
      return coordinates;
    }

    RealVector code(RealVector coordinates) {
      return directions.operate(coordinates).add(mean);
    }
  }
}
