package org.latent4j.report.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The mean difference between two models over the same seeds, or between two trained models over
 * the same examples, with its 95 % confidence interval (Student's t for paired samples). Pairing
 * removes what a seed does to both (data order and initial weights), or an example.
 */
public record PairedDifference(double mean, double low, double high) {
  private static final double UPPER_QUANTILE = 0.975;

  /**
   * a − b.
   *
   * @param a one value a seed or example, at least two
   * @param b the other model's, in the same order
   */
  public static PairedDifference between(List<Double> a, List<Double> b) {
    int n = a.size();
    if (n < 2 || b.size() != n) {
      throw new IllegalArgumentException(n + " values against " + b.size());
    }
    double[] differences = new double[n];
    for (int i = 0; i < n; i++) {
      differences[i] = a.get(i) - b.get(i);
    }
    double mean = Mean.of(differences).getAsDouble();
    double error = StandardDeviation.of(differences).getAsDouble() / Math.sqrt(n);
    double half = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_QUANTILE) * error;
    return new PairedDifference(mean, mean - half, mean + half);
  }

  /** Whether no pair differs at all. */
  public boolean isNone() {
    return low == 0 && high == 0;
  }

  /** Whether the interval leaves out zero. */
  public boolean isClear() {
    return low > 0 || high < 0;
  }
}
