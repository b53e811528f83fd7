package org.latent4j.testkit;

import java.util.Optional;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * N(0, I), for the tests of what takes a prior.
 *
 * @param closedForm whether it says what its divergence from a Gaussian is
 */
record UnitNormal(int latent, boolean closedForm) implements Prior {
  @Override
  public Var logDensity(Var z) {
    return z.square().rowSums().plus(latent * Math.log(2 * Math.PI)).times(-0.5);
  }

  @Override
  public void sample(RandomStream random, Tensor into) {
    random.fillGaussian(into.data(), 0, into.size());
  }

  @Override
  public Optional<Var> klFrom(Posterior posterior) {
    return closedForm && posterior instanceof DiagonalGaussian q
        ? Optional.of(q.mean().tape().gaussianKl(q.mean(), q.logVariance(), 1))
        : Optional.empty();
  }
}
