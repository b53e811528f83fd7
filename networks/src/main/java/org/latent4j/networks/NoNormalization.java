package org.latent4j.networks;

import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;

/** Leaves its input as it is. */
record NoNormalization() implements NormalizationLayer {
  @Override
  public Var apply(Var x, Mode mode) {
    return x;
  }

  @Override
  public Parameters parameters() {
    return Parameters.none();
  }
}
