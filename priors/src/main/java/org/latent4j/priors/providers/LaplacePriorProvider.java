package org.latent4j.priors.providers;

import java.util.List;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.priors.LaplacePrior;

/** The plugin {@code laplace}. */
public final class LaplacePriorProvider implements PriorProvider {
  private static final Option<Double> SCALE =
      Option.real("scale", 1.0, "b in e^(-|z|/b) / 2b; the variance of each coordinate is 2b²")
          .where(b -> b > 0 && Double.isFinite(b), "greater than 0");

  @Override
  public String name() {
    return "laplace";
  }

  @Override
  public String summary() {
    return "Laplace distribution around 0, independent coordinates: prefers sparse codes";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SCALE);
  }

  @Override
  public Prior create(int latent, RandomStream initialization, Options options) {
    return LaplacePrior.of(latent, options.get(SCALE));
  }
}
