package org.latent4j.networks;

import java.util.Arrays;
import java.util.List;
import org.latent4j.api.tensor.Activation;

/**
 * The shape of a multilayer perceptron between its input and its head. A hidden layer is a product
 * with bias, normalisation, activation, dropout, in that order.
 *
 * @param hidden units of each hidden layer, from the input on; empty for a linear map
 * @param activation of the hidden layers; the head has none
 * @param initialization of all weights, the head's too
 * @param normalization of the hidden layers
 * @param dropout the probability that a hidden unit is dropped while training, in [0, 1)
 */
public record MlpSettings(
    List<Integer> hidden,
    Activation activation,
    Initialization initialization,
    Normalization normalization,
    double dropout) {

  /** What holds where nothing else is said: the one place of these values. */
  public static final MlpSettings DEFAULTS =
      new MlpSettings(
          List.of(400), Activation.RELU, new Initialization.Auto(), Normalization.NONE, 0);

  /** Checks the sizes and the probability. */
  public MlpSettings {
    hidden = List.copyOf(hidden);
    if (hidden.stream().anyMatch(units -> units < 1)) {
      throw new IllegalArgumentException("hidden layers of " + hidden + " units");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout " + dropout + "; it must be in [0, 1)");
    }
  }

  /** {@link #DEFAULTS} with these hidden layers. */
  public static MlpSettings hidden(int... units) {
    List<Integer> hidden = Arrays.stream(units).boxed().toList();
    return new MlpSettings(
        hidden,
        DEFAULTS.activation,
        DEFAULTS.initialization,
        DEFAULTS.normalization,
        DEFAULTS.dropout);
  }

  /** {@link #DEFAULTS} without hidden layers: a linear map. */
  public static MlpSettings linear() {
    return hidden(new int[0]);
  }

  /** This with another activation. */
  public MlpSettings withActivation(Activation other) {
    return new MlpSettings(hidden, other, initialization, normalization, dropout);
  }

  /** This with other initial weights. */
  public MlpSettings withInitialization(Initialization other) {
    return new MlpSettings(hidden, activation, other, normalization, dropout);
  }

  /** This with another normalisation. */
  public MlpSettings withNormalization(Normalization other) {
    return new MlpSettings(hidden, activation, initialization, other, dropout);
  }

  /** This with another probability of dropout. */
  public MlpSettings withDropout(double other) {
    return new MlpSettings(hidden, activation, initialization, normalization, other);
  }
}
