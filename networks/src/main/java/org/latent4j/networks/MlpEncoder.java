package org.latent4j.networks;

import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * A multilayer perceptron as encoder. For a Gaussian posterior one head of 2 · latent columns gives
 * the mean (first half) and the log variance (second half), neither of them limited; for a
 * deterministic one a head of {@code latent} columns gives the code.
 */
public final class MlpEncoder implements Encoder {
  private final int latent;
  private final PosteriorFamily family;
  private final Mlp network;

  private MlpEncoder(int latent, PosteriorFamily family, Mlp network) {
    this.latent = latent;
    this.family = family;
    this.network = network;
  }

  /**
   * An encoder with fresh weights.
   *
   * @param name the prefix of its parameters' names, such as {@code encoder}
   * @param features columns of its input
   * @param latent the number of latent dimensions
   * @param random the initial weights'; each layer splits off its own
   * @throws IllegalArgumentException if a size is below 1
   */
  public static MlpEncoder of(
      String name,
      int features,
      int latent,
      PosteriorFamily family,
      MlpSettings settings,
      RandomStream random) {
    if (features < 1 || latent < 1) {
      throw new IllegalArgumentException(
          "an encoder of " + features + " features to " + latent + " latent dimensions");
    }
    int outputs =
        switch (family) {
          case GAUSSIAN -> 2 * latent;
          case DETERMINISTIC -> latent;
        };
    return new MlpEncoder(latent, family, Mlp.create(name, features, outputs, settings, random));
  }

  @Override
  public int latent() {
    return latent;
  }

  @Override
  public Posterior encode(Var x, Mode mode) {
    Var head = network.apply(x, mode);
    return switch (family) {
      case GAUSSIAN ->
          new DiagonalGaussian(head.columns(0, latent), head.columns(latent, 2 * latent));
      case DETERMINISTIC -> new PointPosterior(head);
    };
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }
}
