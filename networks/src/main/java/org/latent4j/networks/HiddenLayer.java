package org.latent4j.networks;

import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** Product with bias, normalisation, activation, dropout. */
record HiddenLayer(
    Dense dense, NormalizationLayer normalization, Activation activation, Dropout dropout) {

  static HiddenLayer create(
      String name, int inputs, int units, MlpSettings settings, RandomStream random) {
    // Batch normalisation subtracts a bias with the mean: its gradient would be rounding error
    // alone,
    // which Adam blows up to full steps.
    boolean biased = settings.normalization() != Normalization.BATCH;
    return new HiddenLayer(
        Dense.create(
            name, inputs, units, settings.activation(), biased, settings.initialization(), random),
        NormalizationLayer.create(settings.normalization(), name + ".normalization", units),
        settings.activation(),
        new Dropout(name + ".dropout", settings.dropout()));
  }

  /** {@code [n, inputs]} to {@code [n, units]}. */
  Var apply(Var x, Mode mode) {
    return dropout.apply(activated(x, mode), mode);
  }

  private Var activated(Var x, Mode mode) {
    if (normalization instanceof NoNormalization) {
      return dense.apply(x, activation); // one fused pass
    }
    Var product = dense.apply(x, Activation.IDENTITY);
    return activation.of(normalization.apply(product, mode));
  }

  Parameters parameters() {
    return dense.parameters().and(normalization.parameters());
  }
}
