package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The shape k of a generalised Pareto distribution fitted to the largest of some weights, by the
 * empirical Bayes estimate of Zhang and Stephens (2009) with the weak prior of Vehtari, Simpson,
 * Gelman, Yao and Gabry (Pareto smoothed importance sampling, 2024), which is worth ten weights
 * with k = 0.5. Weights with shape k have finite moments up to the order 1 / k.
 */
final class ParetoTail {
  private static final double PRIOR_SHAPE = 0.5;
  private static final double PRIOR_WEIGHT = 10;

  private ParetoTail() {}

  /** How many of this many weights are its tail: min(0.2 S, 3 √S), rounded up. */
  static int size(int draws) {
    return (int) Math.ceil(Math.min(draws / 5.0, 3 * Math.sqrt(draws)));
  }

  /**
   * The shape of what exceeds a threshold.
   *
   * @param excesses ascending, positive, at least one
   */
  static double shape(double[] excesses) {
    int n = excesses.length;
    double[] candidates = candidates(excesses);
    double[] logLikelihoods =
        Arrays.stream(candidates).map(theta -> profile(excesses, theta)).toArray();
    double largest = Arrays.stream(logLikelihoods).max().orElseThrow();
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < candidates.length; i++) {
      double weight = Math.exp(logLikelihoods[i] - largest);
      sum += weight;
      weighted += weight * candidates[i];
    }
    double shape = meanLog(excesses, weighted / sum);
    return (n * shape + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT);
  }

  /** Values of θ = −k / σ, spread by the quantiles of a prior that looks at the first quartile. */
  private static double[] candidates(double[] excesses) {
    int n = excesses.length;
    int count = 30 + (int) Math.sqrt(n);
    double quartile = excesses[Math.max(0, (int) (n / 4.0 + 0.5) - 1)];
    return IntStream.rangeClosed(1, count)
        .mapToDouble(j -> 1 / excesses[n - 1] + (1 - Math.sqrt(count / (j - 0.5))) / (3 * quartile))
        .toArray();
  }

  /** The log-likelihood at θ with the best k. */
  private static double profile(double[] excesses, double theta) {
    double shape = meanLog(excesses, theta);
    double found = excesses.length * (Math.log(-theta / shape) - shape - 1);
    return Double.isNaN(found) ? Double.NEGATIVE_INFINITY : found;
  }

  /** The mean of ln(1 − θ x): the best k for θ. */
  private static double meanLog(double[] excesses, double theta) {
    double sum = 0;
    for (double excess : excesses) {
      sum += Math.log1p(-theta * excess);
    }
    return sum / excesses.length;
  }
}
