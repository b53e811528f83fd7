package org.latent4j.kernels;

/** The floating-point type that an engine computes in. */
public enum Precision {
  /** IEEE 754 binary32, about 7 decimal digits. */
  FLOAT,
  /** IEEE 754 binary64, about 16 decimal digits: the reference for gradient checks. */
  DOUBLE
}
