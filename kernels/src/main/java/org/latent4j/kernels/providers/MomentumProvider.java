package org.latent4j.kernels.providers;

import java.util.List;
import org.latent4j.api.spi.OptimizerProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.kernels.optimizers.Momentum;

/** Offers {@link Momentum} as {@code sgd}. */
public final class MomentumProvider implements OptimizerProvider {
  static final Option<Double> RATE =
      Option.real("rate", 1e-2, "learning rate").where(rate -> rate > 0, "greater than 0");
  static final Option<Double> MOMENTUM =
      Option.real("momentum", 0.0, "share of the last step kept")
          .where(m -> m >= 0 && m < 1, "from 0 to below 1");

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public String summary() {
    return "stochastic gradient descent, with momentum if asked for";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RATE, MOMENTUM);
  }

  @Override
  public Optimizer create(Engine engine, Parameters parameters, Options options) {
    return new Momentum(engine, parameters, options.get(RATE), options.get(MOMENTUM));
  }
}
