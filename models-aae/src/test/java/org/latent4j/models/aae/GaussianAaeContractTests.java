package org.latent4j.models.aae;

import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.testkit.ModelContract;

class GaussianAaeContractTests implements ModelContract {
  @Override
  public Model model(RandomStream initialization) {
    return SmallAae.of(PosteriorFamily.GAUSSIAN, initialization);
  }
}
