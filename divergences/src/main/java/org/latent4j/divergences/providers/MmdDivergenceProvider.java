package org.latent4j.divergences.providers;

import java.util.List;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.divergences.MmdDivergence;
import org.latent4j.divergences.MmdKernel;

/** The plugin {@code mmd}. */
public final class MmdDivergenceProvider implements DivergenceProvider {
  private static final Option<MmdKernel> KERNEL =
      Option.choice("kernel", MmdKernel.IMQ, "of codes at distance r: C/(C + r²), or exp(-r²/C)");

  // λ of the Wasserstein autoencoder's paper on MNIST.
  private static final Option<Double> WEIGHT =
      Option.real("weight", 10.0, "what MMD² is multiplied with; it has no natural scale in nats")
          .where(w -> w > 0 && Double.isFinite(w), "greater than 0");

  private static final Option<Double> BANDWIDTH =
      Option.real(
              "bandwidth",
              0.0,
              "C, a squared length; 0 for the prior's own: 2 · latent · scale² if it is normal")
          .where(c -> c >= 0 && Double.isFinite(c), "at least 0");

  @Override
  public String name() {
    return "mmd";
  }

  @Override
  public String summary() {
    return "maximum mean discrepancy between a batch's codes and the prior (Wasserstein autoencoder)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(KERNEL, WEIGHT, BANDWIDTH);
  }

  @Override
  public Divergence create(Options options) {
    MmdDivergence divergence = MmdDivergence.of(options.get(KERNEL), options.get(WEIGHT));
    double bandwidth = options.get(BANDWIDTH);
    return bandwidth == 0 ? divergence : divergence.withBandwidth(bandwidth);
  }
}
