package org.latent4j.networks;

import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;

/**
 * A layer that brings its input's units to a common mean and spread, then scales and shifts them.
 */
sealed interface NormalizationLayer
    permits NoNormalization, BatchNormalization, LayerNormalization {
  /** Added to a variance before its root is taken, so that a constant unit gives no infinity. */
  double EPSILON = 1e-5;

  /** {@code [n, units]} to {@code [n, units]}. */
  Var apply(Var x, Mode mode);

  Parameters parameters();

  /** The layer of the given kind, at the start. */
  static NormalizationLayer create(Normalization kind, String name, int units) {
    return switch (kind) {
      case NONE -> new NoNormalization();
      case BATCH -> BatchNormalization.create(name, units);
      case LAYER -> LayerNormalization.create(name, units);
    };
  }
}
