package org.latent4j.api.model;

import java.util.Optional;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * q(z|x) = N(μ, diag σ²).
 *
 * @param mean μ, {@code [n, latent]}
 * @param logVariance ln σ², {@code [n, latent]}
 */
public record DiagonalGaussian(Var mean, Var logVariance) implements Posterior {
  @Override
  public Var sample(RandomStream random) {
    Var noise = mean.tape().noise(random, mean.shape());
    return mean.tape().reparameterize(mean, logVariance, noise);
  }

  @Override
  public Optional<Var> logDensity(Var z) {
    return Optional.of(mean.tape().gaussianLogDensity(z, mean, logVariance));
  }
}
