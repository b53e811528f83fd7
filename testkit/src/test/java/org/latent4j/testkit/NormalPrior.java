package org.latent4j.testkit;

import java.util.Optional;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * N(0, s² I), with a place for each mistake that the contract has to see.
 *
 * @param densityFactor 1, or what makes the density integrate to something else
 * @param sampleFactor 1, or what makes draws too wide
 * @param divergenceOffset 0, or what the closed form is wrong by
 */
record NormalPrior(
    int latent, double scale, double densityFactor, double sampleFactor, double divergenceOffset)
    implements Prior {
  static NormalPrior right(int latent) {
    return new NormalPrior(latent, 1.5, 1, 1, 0);
  }

  @Override
  public Var logDensity(Var z) {
    double constant = latent * (Math.log(scale) + 0.5 * Math.log(2 * Math.PI));
    return z.square()
        .rowSums()
        .times(-0.5 / (scale * scale))
        .minus(constant)
        .plus(Math.log(densityFactor));
  }

  @Override
  public void sample(RandomStream random, Tensor into) {
    random.fillGaussian(into.data(), 0, into.size());
    for (int i = 0; i < into.size(); i++) {
      into.data()[i] *= (float) (scale * sampleFactor);
    }
  }

  @Override
  public Optional<Var> klFrom(Posterior posterior) {
    return posterior instanceof DiagonalGaussian q
        ? Optional.of(
            q.mean().tape().gaussianKl(q.mean(), q.logVariance(), scale).plus(divergenceOffset))
        : Optional.empty();
  }
}
