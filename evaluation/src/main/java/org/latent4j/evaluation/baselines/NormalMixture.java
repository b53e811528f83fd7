package org.latent4j.evaluation.baselines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.multivariate.MultivariateNormalDistribution;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.correlation.Covariance;
import org.hipparchus.stat.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.hipparchus.util.Pair;

/** Normal distributions with full covariances, one or several mixed, fitted to rows of numbers. */
final class NormalMixture {
  private static final int MOST_ITERATIONS = 200;

  /** Nats per example. */
  private static final double CONVERGED = 1e-4;

  private record Component(double logWeight, RealVector mean, CholeskyDecomposition covariance) {
    double logDensity(RealVector x) {
      RealVector difference = x.subtract(mean);
      double distance = difference.dotProduct(covariance.getSolver().solve(difference));
      double logDeterminant = Math.log(covariance.getDeterminant());
      return logWeight
          - 0.5 * (distance + logDeterminant + mean.getDimension() * Math.log(2 * Math.PI));
    }
  }

  private final List<Component> components;

  private NormalMixture(List<Component> components) {
    this.components = components;
  }

  /**
   * By maximum likelihood; several by expectation maximisation. Empty if a covariance comes out
   * singular: columns are constant or depend on one another, or a component shrinks to a point.
   */
  static Optional<NormalMixture> fit(double[][] rows, int count) {
    try {
      return Optional.of(new NormalMixture(count == 1 ? List.of(one(rows)) : several(rows, count)));
    } catch (MathRuntimeException e) {
      return Optional.empty();
    }
  }

  private static Component one(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / rows.length;
      }
    }
    var covariance = new Covariance(rows, false).getCovarianceMatrix();
    return new Component(0, new ArrayRealVector(mean), new CholeskyDecomposition(covariance));
  }

  private static List<Component> several(double[][] rows, int count) {
    var maximization = new MultivariateNormalMixtureExpectationMaximization(rows);
    try {
      maximization.fit(
          MultivariateNormalMixtureExpectationMaximization.estimate(rows, count),
          MOST_ITERATIONS,
          CONVERGED);
    } catch (MathIllegalStateException e) {
      // The iterations ran out; what was reached is fitted all the same.
      if (maximization.getFittedModel() == null) {
        throw e;
      }
    }
    List<Component> components = new ArrayList<>();
    for (Pair<Double, MultivariateNormalDistribution> each :
        maximization.getFittedModel().getComponents()) {
      components.add(
          new Component(
              Math.log(each.getFirst()),
              MatrixUtils.createRealVector(each.getSecond().getMeans()),
              new CholeskyDecomposition(each.getSecond().getCovariances())));
    }
    return components;
  }

  /** ln p(x), in nats. */
  double logDensity(double[] row) {
    RealVector x = MatrixUtils.createRealVector(row);
    double[] terms = components.stream().mapToDouble(each -> each.logDensity(x)).toArray();
    double largest = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      largest = Math.max(largest, term);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - largest);
    }
    return largest + Math.log(sum);
  }

  double meanLogDensity(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum += logDensity(row);
    }
    return sum / rows.length;
  }
}
