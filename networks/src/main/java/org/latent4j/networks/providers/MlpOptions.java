package org.latent4j.networks.providers;

import java.util.List;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Activation;
import org.latent4j.networks.Initialization;
import org.latent4j.networks.MlpSettings;
import org.latent4j.networks.Normalization;

/** The options that encoder and decoder share, and what they mean. */
final class MlpOptions {
  /** How {@link Initialization} is written. */
  enum Weights {
    AUTO,
    GLOROT,
    HE,
    NORMAL
  }

  static final Option<List<Integer>> HIDDEN =
      Option.integers(
              "hidden",
              MlpSettings.DEFAULTS.hidden(),
              "units of each hidden layer, from the input on; [] for a linear map")
          .where(units -> units.stream().allMatch(u -> u >= 1), "each at least 1");

  static final Option<Activation> ACTIVATION =
      Option.choice(
          "activation", MlpSettings.DEFAULTS.activation(), "activation of the hidden layers");

  static final Option<Weights> INITIALIZATION =
      Option.choice(
          "initialization",
          Weights.AUTO,
          "initial weights: he before ReLU-like activations and glorot otherwise, or always one; or"
              + " normal");

  // What the adversarial autoencoder's paper starts from.
  static final Option<Double> DEVIATION =
      Option.real(
              "deviation", 0.01, "standard deviation of the weights with initialization: normal")
          .where(d -> d > 0 && Double.isFinite(d), "greater than 0");

  static final Option<Normalization> NORMALIZATION =
      Option.choice(
          "normalization",
          MlpSettings.DEFAULTS.normalization(),
          "of the hidden layers, before the activation");

  static final Option<Double> DROPOUT =
      Option.real(
              "dropout",
              MlpSettings.DEFAULTS.dropout(),
              "probability that a hidden unit is dropped while training")
          .where(p -> p >= 0 && p < 1, "at least 0 and less than 1");

  static final List<Option<?>> ALL =
      List.of(HIDDEN, ACTIVATION, INITIALIZATION, DEVIATION, NORMALIZATION, DROPOUT);

  private MlpOptions() {}

  /**
   * What the options ask for.
   *
   * @param name the network's, for messages
   */
  static MlpSettings settings(String name, Options options) {
    Weights weights = options.get(INITIALIZATION);
    double deviation = options.get(DEVIATION);
    if (weights != Weights.NORMAL && deviation != DEVIATION.defaultValue()) {
      throw new SettingException(
          "%s 'mlp'.deviation: %s has no effect without initialization: normal"
              .formatted(name, deviation));
    }
    return new MlpSettings(
        options.get(HIDDEN),
        options.get(ACTIVATION),
        switch (weights) {
          case AUTO -> new Initialization.Auto();
          case GLOROT -> new Initialization.Glorot();
          case HE -> new Initialization.He();
          case NORMAL -> new Initialization.Normal(deviation);
        },
        options.get(NORMALIZATION),
        options.get(DROPOUT));
  }
}
