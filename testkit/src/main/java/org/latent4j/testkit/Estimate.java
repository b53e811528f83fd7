package org.latent4j.testkit;

import java.util.Locale;

/** A number known to within an error. */
record Estimate(double value, double error) {
  /**
   * From an integral by a fine and a coarse rule of the same kind. Halving the step makes the error
   * at least four times smaller, so that the difference of the two is three errors or more; ten
   * times the difference also covers errors that happen to agree.
   */
  static Estimate ofRules(double fine, double coarse) {
    return new Estimate(fine, 10 * Math.abs(fine - coarse) + 1e-6 * Math.abs(fine));
  }

  void assertIs(String what, double expected) {
    if (!(Math.abs(value - expected) <= error)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT, "%s is %.9g ± %.2g, and should be %.9g", what, value, error, expected));
    }
  }

  void assertIs(String what, Estimate expected) {
    new Estimate(value, error + expected.error).assertIs(what, expected.value);
  }
}
