package org.latent4j.priors.providers;

import java.util.List;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.priors.MixturePrior;

/** The plugin {@code mixture}. */
public final class MixturePriorProvider implements PriorProvider {
  private static final Option<Integer> COMPONENTS =
      Option.integer("components", 10, "how many Gaussians").where(k -> k >= 1, "at least 1");

  private static final Option<Double> SPREAD =
      Option.real("spread", 1.0, "standard deviation of the components' means at the start")
          .where(s -> s > 0 && Double.isFinite(s), "greater than 0");

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public String summary() {
    return "mixture of diagonal Gaussians; weights, means and variances are learned";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(COMPONENTS, SPREAD);
  }

  @Override
  public Prior create(int latent, RandomStream initialization, Options options) {
    return MixturePrior.of(
        "prior", latent, options.get(COMPONENTS), options.get(SPREAD), initialization);
  }
}
