package org.latent4j.api.model;

/**
 * The values a likelihood gives density to: an interval, both ends included.
 *
 * @param name what it is called in messages, such as {@code [0, 1]}
 * @param low the least value allowed; negative infinity if there is none
 * @param high the greatest value allowed; positive infinity if there is none
 * @param binary whether only the two ends have a probability. A value between them is then read as
 *     the probability of the upper end, and ln p(x|z) as its mean over features drawn so, which is
 *     the logarithm of no density
 */
public record Support(String name, double low, double high, boolean binary) {
  public static final Support REAL_LINE =
      new Support("the real line", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  public static final Support UNIT_INTERVAL = new Support("[0, 1]", 0, 1);

  /** 0 and 1, with values between them as probabilities of 1. */
  public static final Support BINARY = new Support("[0, 1]", 0, 1, true);

  /** An interval with a density, or with a probability for each value that data has. */
  public Support(String name, double low, double high) {
    this(name, low, high, false);
  }

  /** Whether a finite value is allowed; NaN and infinities never are. */
  public boolean contains(double value) {
    return Double.isFinite(value) && low <= value && value <= high;
  }

  /** Whether an allowed value has neither density nor probability, but stands for one. */
  public boolean isBetweenEnds(double value) {
    return binary && low < value && value < high;
  }
}
