package org.latent4j.testkit;

/** The rounding of single and double precision, that tolerances are derived from. */
final class Rounding {
  /** The largest relative error of rounding to float. */
  static final double FLOAT = 0x1p-24;

  /** The largest relative error of rounding to double. */
  static final double DOUBLE = 0x1p-53;

  private Rounding() {}

  /**
   * How far a formula evaluated in single precision may be from the exact one: each of its
   * operations errs by half a unit in the last place, and the errors of a sum of n terms add up to
   * n half units of the largest term at worst.
   *
   * @param summands the most numbers that are added up anywhere in the formula
   * @param magnitude of the largest intermediate result
   */
  static double ofFloatFormula(int summands, double magnitude) {
    // Formulas have some tens of operations beside their sums.
    return FLOAT * (64 + summands) * magnitude;
  }
}
