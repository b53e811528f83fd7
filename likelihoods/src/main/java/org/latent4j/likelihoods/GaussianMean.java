package org.latent4j.likelihoods;

/** How a Gaussian likelihood's mean follows from the decoder's output. */
public enum GaussianMean {
  /** The output itself. */
  IDENTITY,
  /** 1 / (1 + exp(−output)): for data in [0, 1]. */
  SIGMOID
}
