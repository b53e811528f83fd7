package org.latent4j.api.model;

import java.util.Optional;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * A deterministic code: all mass of q(z|x) at one point, so that it has no density and no finite
 * divergence from a continuous prior.
 *
 * @param mean the code, {@code [n, latent]}
 */
public record PointPosterior(Var mean) implements Posterior {
  @Override
  public Var sample(RandomStream random) {
    return mean;
  }

  @Override
  public Optional<Var> logDensity(Var z) {
    return Optional.empty();
  }
}
