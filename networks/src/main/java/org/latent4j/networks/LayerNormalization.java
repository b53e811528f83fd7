package org.latent4j.networks;

import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;

/** Each example brought to mean 0 and variance 1 over the layer's units; the same in every mode. */
record LayerNormalization(int units, Affine affine) implements NormalizationLayer {
  static LayerNormalization create(String name, int units) {
    return new LayerNormalization(units, Affine.create(name, units));
  }

  @Override
  public Var apply(Var x, Mode mode) {
    int n = x.rows();
    Var centred = x.minus(x.rowSums().times(1.0 / units).reshape(n, 1));
    Var variance = centred.square().rowSums().times(1.0 / units).reshape(n, 1);
    return affine.apply(centred.dividedBy(variance.plus(EPSILON).sqrt()));
  }

  @Override
  public Parameters parameters() {
    return affine.parameters();
  }
}
