package org.latent4j.kernels.fused;

/**
 * Elementary functions in single precision, by the polynomials that {@link VectorArrayMath}
 * evaluates in vectors. The coefficients of exp are those of the Cephes library (Moshier, 1992);
 * errors are below 3 units in the last place.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the coefficients as published
final class Elementary {
  /** Above, exp overflows to infinity. */
  static final float EXP_HIGH = 88.7228f;

  /** Below, exp is taken for 0; it is less than 1.7e-38. */
  static final float EXP_LOW = -86.9f;

  static final float LOG2_E = 1.44269504f;

  /** ln 2 in two parts; the product of the first with a small integer is exact. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;

  /**
   * 1.5 · 2²³: added to a number of magnitude below 2²², it leaves the nearest integer in the last
   * bits.
   */
  static final float ROUND = 12582912f;

  static final float E0 = 1.9875691500e-4f;
  static final float E1 = 1.3981999507e-3f;
  static final float E2 = 8.3334519073e-3f;
  static final float E3 = 4.1665795894e-2f;
  static final float E4 = 1.6666665459e-1f;
  static final float E5 = 5.0000001201e-1f;

  /** Above this magnitude tanh is 1 in single precision. */
  static final float TANH_ONE = 9.1f;

  private Elementary() {}

  static float exp(float x) {
    if (x > EXP_HIGH) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < EXP_LOW) {
      return 0;
    }
    float shifted = x * LOG2_E + ROUND;
    // 2ⁿ as 2 · 2ⁿ⁻¹, for n may be 128. NaN comes through the polynomial.
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3F000000);
    return (reducedExpMinusOne(x, shifted - ROUND) + 1) * scale * 2;
  }

  /** exp r − 1 for r = x − n ln 2 of magnitude below about ½ ln 2; as exact near 0 as elsewhere. */
  private static float reducedExpMinusOne(float x, float n) {
    float r = x - n * LN2_HIGH - n * LN2_LOW;
    float p = ((((E0 * r + E1) * r + E2) * r + E3) * r + E4) * r + E5;
    return p * r * r + r;
  }

  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    float inverse = 1 / (1 + e);
    return x >= 0 ? inverse : e * inverse;
  }

  static float softplus(float x) {
    return Math.max(x, 0) + log1pOfUnit(exp(-Math.abs(x)));
  }

  /**
   * ln(1 + u) for u in [0, 1]: 2 artanh(u / (2 + u)) by its series, whose argument is at most 1/3.
   */
  static float log1pOfUnit(float u) {
    float t = u / (2 + u);
    float s = t * t;
    return 2
        * t
        * (1
            + s
                * (1 / 3f
                    + s * (1 / 5f + s * (1 / 7f + s * (1 / 9f + s * (1 / 11f + s * (1 / 13f)))))));
  }

  /**
   * e / (e + 2) with e = exp 2|x| − 1 = 2ⁿ (exp r − 1) + 2ⁿ − 1. Little cancels in it: n is 0 for
   * small x, and for larger e is at least 0.4 of 2ⁿ − 1.
   */
  static float tanh(float x) {
    float a = 2 * Math.min(Math.abs(x), TANH_ONE);
    float shifted = a * LOG2_E + ROUND;
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3F800000);
    float e = reducedExpMinusOne(a, shifted - ROUND) * scale + (scale - 1);
    return Math.copySign(e / (e + 2), x);
  }
}
