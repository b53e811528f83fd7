package org.latent4j.models.aae;

import java.util.Optional;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;

/** An adversarial autoencoder small enough for finite differences, and smooth everywhere. */
final class SmallAae {
  private static final MlpSettings NETWORK = MlpSettings.hidden(6).withActivation(Activation.TANH);

  private SmallAae() {}

  static Aae of(PosteriorFamily family, RandomStream initialization) {
    return new Aae(
        MlpEncoder.of("encoder", 6, 2, family, NETWORK, initialization.split("encoder")),
        MlpDecoder.of("decoder", 2, 6, NETWORK, initialization.split("decoder")),
        StandardNormalPrior.of(2),
        BernoulliLikelihood.of(6),
        MlpDecoder.of("discriminator", 2, 1, NETWORK, initialization.split("discriminator")),
        Optional.empty(),
        Optional.empty());
  }
}
