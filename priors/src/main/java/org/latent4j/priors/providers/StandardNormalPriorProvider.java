package org.latent4j.priors.providers;

import java.util.List;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.priors.StandardNormalPrior;

/** The plugin {@code standard-normal}. */
public final class StandardNormalPriorProvider implements PriorProvider {
  private static final Option<Double> SCALE =
      Option.real("scale", 1.0, "standard deviation of each coordinate")
          .where(s -> s > 0 && Double.isFinite(s), "greater than 0");

  @Override
  public String name() {
    return "standard-normal";
  }

  @Override
  public String summary() {
    return "normal distribution around 0, independent coordinates of equal spread";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SCALE);
  }

  @Override
  public Prior create(int latent, RandomStream initialization, Options options) {
    return StandardNormalPrior.of(latent, options.get(SCALE));
  }
}
