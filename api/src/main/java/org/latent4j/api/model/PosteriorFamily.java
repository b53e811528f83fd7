package org.latent4j.api.model;

/** What kind of posterior a model asks its encoder for. */
public enum PosteriorFamily {
  /** {@link DiagonalGaussian}: the encoder's head gives mean and log variance. */
  GAUSSIAN,
  /** {@link PointPosterior}: the encoder's head gives the code itself. */
  DETERMINISTIC
}
