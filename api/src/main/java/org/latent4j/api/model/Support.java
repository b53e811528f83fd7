package org.latent4j.api.model;

/**
 * The values a likelihood gives density to: an interval, both ends included.
 *
 * @param name what it is called in messages, such as {@code [0, 1]}
 * @param low the least value allowed; negative infinity if there is none
 * @param high the greatest value allowed; positive infinity if there is none
 */
public record Support(String name, double low, double high) {
  public static final Support REAL_LINE =
      new Support("the real line", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  public static final Support UNIT_INTERVAL = new Support("[0, 1]", 0, 1);

  /** Whether a finite value is allowed; NaN and infinities never are. */
  public boolean contains(double value) {
    return Double.isFinite(value) && low <= value && value <= high;
  }
}
