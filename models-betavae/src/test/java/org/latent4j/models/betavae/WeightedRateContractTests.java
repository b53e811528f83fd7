package org.latent4j.models.betavae;

import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.divergences.KlDivergence;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;
import org.latent4j.testkit.ModelContract;

class WeightedRateContractTests implements ModelContract {
  // Differentiable everywhere, for finite differences.
  private static final MlpSettings NETWORK = MlpSettings.hidden(6).withActivation(Activation.TANH);

  @Override
  public Model model(RandomStream initialization) {
    return new BetaVae(
        MlpEncoder.of(
            "encoder", 6, 2, PosteriorFamily.GAUSSIAN, NETWORK, initialization.split("encoder")),
        MlpDecoder.of("decoder", 2, 6, NETWORK, initialization.split("decoder")),
        StandardNormalPrior.of(2),
        BernoulliLikelihood.of(6),
        KlDivergence.create(),
        new WeightedRate(new BetaSchedule.WarmUp(2, 5)));
  }
}
