package org.latent4j.models.vae;

import java.util.List;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/** Makes a {@link Vae}. */
public final class VaeProvider implements ModelProvider {
  /** Draws of z for each example; shared with the relatives of the variational autoencoder. */
  public static final Option<Integer> SAMPLES =
      Option.integer("samples", 1, "draws of z for each example of a minibatch")
          .where(samples -> samples >= 1, "at least 1");

  /** For the service loader. */
  public VaeProvider() {}

  @Override
  public String name() {
    return "vae";
  }

  @Override
  public String summary() {
    return "variational autoencoder: raises the evidence lower bound (Kingma and Welling, 2014)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SAMPLES);
  }

  @Override
  public PosteriorFamily posterior(Options options) {
    return PosteriorFamily.GAUSSIAN;
  }

  @Override
  public Optional<ComponentSpec> defaultDivergence() {
    return Optional.of(ComponentSpec.of("kl"));
  }

  @Override
  public Model create(Components components, Assembly assembly, Options options) {
    Divergence divergence =
        components
            .divergence()
            .orElseThrow(() -> new Latent4jException("model 'vae' needs a divergence, such as kl"));
    return new Vae(
        components.encoder(),
        components.decoder(),
        components.prior(),
        components.likelihood(),
        divergence,
        options.get(SAMPLES));
  }
}
