package org.latent4j.kernels.providers;

import java.util.List;
import org.latent4j.api.spi.OptimizerProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.kernels.optimizers.Adam;

/** Offers {@link Adam} as {@code adam}. */
public final class AdamProvider implements OptimizerProvider {
  static final Option<Double> RATE =
      Option.real("rate", 1e-3, "learning rate").where(rate -> rate > 0, "greater than 0");
  static final Option<Double> BETA1 =
      Option.real("beta1", 0.9, "decay of the mean of gradients")
          .where(b -> b >= 0 && b < 1, "from 0 to below 1");
  static final Option<Double> BETA2 =
      Option.real("beta2", 0.999, "decay of the mean of squared gradients")
          .where(b -> b >= 0 && b < 1, "from 0 to below 1");
  static final Option<Double> EPSILON =
      Option.real("epsilon", 1e-8, "added to the root of the second moment")
          .where(e -> e > 0, "greater than 0");

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public String summary() {
    return "Adam: steps scaled by running moments of the gradient (Kingma and Ba, 2015)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RATE, BETA1, BETA2, EPSILON);
  }

  @Override
  public Optimizer create(Engine engine, Parameters parameters, Options options) {
    return new Adam(
        engine,
        parameters,
        options.get(RATE),
        options.get(BETA1),
        options.get(BETA2),
        options.get(EPSILON));
  }
}
