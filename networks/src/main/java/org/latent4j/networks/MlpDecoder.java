package org.latent4j.networks;

import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** A multilayer perceptron as decoder, or as any other network from vectors to vectors. */
public final class MlpDecoder implements Decoder {
  private final Mlp network;

  private MlpDecoder(Mlp network) {
    this.network = network;
  }

  /**
   * A decoder with fresh weights.
   *
   * @param name the prefix of its parameters' names, such as {@code decoder}
   * @param inputs columns of its input
   * @param outputs columns of its output
   * @param random the initial weights'; each layer splits off its own
   * @throws IllegalArgumentException if a size is below 1
   */
  public static MlpDecoder of(
      String name, int inputs, int outputs, MlpSettings settings, RandomStream random) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a network of " + inputs + " inputs and " + outputs + " outputs");
    }
    return new MlpDecoder(Mlp.create(name, inputs, outputs, settings, random));
  }

  @Override
  public Var decode(Var z, Mode mode) {
    return network.apply(z, mode);
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }
}
