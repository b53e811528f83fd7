package org.latent4j.models.betavae;

import java.math.BigDecimal;
import java.math.MathContext;

/** Where something that changes over training stands, in words. */
final class Course {
  private static final MathContext DIGITS = new MathContext(3);

  private Course() {}

  /** {@code after 5 epochs β is 2}. */
  static String after(double epochs, String what, double value) {
    return "after "
        + rounded(epochs)
        + (epochs == 1 ? " epoch " : " epochs ")
        + what
        + " is "
        + rounded(value);
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
