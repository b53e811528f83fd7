package org.latent4j.training;

import java.util.OptionalLong;

/** Something that has to be a number is infinite or undefined; the message says what. */
final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private long step;

  NonFiniteException(String what, double value) {
    super(what + " is " + value);
  }

  /** Throws if the value is not a number. */
  static void check(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(what, value);
    }
  }

  /** Throws if one of the values is not a number. */
  static void check(String what, float[] values) {
    // As integers, infinities and NaN without their signs are above all numbers; unlike a loop
    // that may leave early, this one is vectorised.
    int largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
    }
    check(what, Float.intBitsToFloat(largest));
  }

  /** Says in which step it was, counted from 1. */
  void atStep(long number) {
    step = number;
  }

  OptionalLong step() {
    return step == 0 ? OptionalLong.empty() : OptionalLong.of(step);
  }
}
