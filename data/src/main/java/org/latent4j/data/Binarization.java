package org.latent4j.data;

/** How intensities in [0, 1] become black and white. */
public enum Binarization {
  /** They stay as they are. */
  NONE,
  /** A feature is 1 if its intensity is above a threshold, else 0: the same at every reading. */
  THRESHOLD,
  /**
   * A feature is 1 with its intensity as the probability, drawn anew at every reading (Burda,
   * Grosse and Salakhutdinov, 2016, call this stochastic binarisation).
   */
  DYNAMIC
}
