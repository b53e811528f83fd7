package org.latent4j.testkit;

import java.util.Arrays;
import java.util.Locale;

/** Independent draws of one number. */
final class Draws {
  /**
   * So many standard errors are tolerated: a right implementation is further off with a probability
   * of 6e-7, and streams have fixed seeds, so that a passing test stays passed.
   */
  static final double STANDARD_ERRORS = 5;

  /**
   * The same probability for Kolmogorov's distance times √n: 2 exp(−2 · 2.73²) = 7e-7 (Kolmogorov,
   * 1933).
   */
  private static final double KOLMOGOROV = 2.73;

  private final double[] sorted;

  private Draws(double[] sorted) {
    this.sorted = sorted;
  }

  static Draws of(double... draws) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    return new Draws(sorted);
  }

  /** A column of the given row-major matrix. */
  static Draws ofColumn(float[] matrix, int columns, int column) {
    double[] values = new double[matrix.length / columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i * columns + column];
    }
    return of(values);
  }

  int count() {
    return sorted.length;
  }

  double least() {
    return sorted[0];
  }

  double greatest() {
    return sorted[sorted.length - 1];
  }

  double median() {
    return sorted[sorted.length / 2];
  }

  /** Half the distance between the quartiles, or 1 if it is 0. */
  double scale() {
    double half = 0.5 * (sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4]);
    return half > 0 ? half : 1;
  }

  /** The mean, and the error that is tolerated of it. */
  Estimate mean() {
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    int n = sorted.length;
    double standardError = Math.sqrt(squares / (n - 1.0) / n);
    // Draws and formulas are good to single precision.
    return new Estimate(mean, STANDARD_ERRORS * standardError + 0x1p-20 * (1 + Math.abs(mean)));
  }

  /** The share of draws that are equal to a number. */
  double share(double number) {
    return Arrays.stream(sorted).filter(x -> x == number).count() / (double) sorted.length;
  }

  /** Compares with a distribution by the greatest distance of the distribution functions. */
  void assertFollow(String what, DensityCurve curve) {
    double distance = 0;
    int n = sorted.length;
    for (int i = 0; i < n; i++) {
      double expected = curve.below(sorted[i]);
      distance = Math.max(distance, expected - i / (double) n);
      distance = Math.max(distance, (i + 1) / (double) n - expected);
    }
    double tolerance = KOLMOGOROV / Math.sqrt(n) + curve.resolution();
    if (!(distance <= tolerance)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s: the distribution function of %d draws is %.4f from that of the density; %.4f is"
                  + " tolerated",
              what,
              n,
              distance,
              tolerance));
    }
  }
}
