package org.latent4j.likelihoods.providers;

/** Where a Gaussian likelihood gets its variance from, as the option {@code variance} names it. */
enum GaussianVariance {
  UNIT,
  FIXED,
  SHARED,
  PER_FEATURE,
  PREDICTED
}
