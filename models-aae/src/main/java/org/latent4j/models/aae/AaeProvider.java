package org.latent4j.models.aae;

import java.util.List;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/** Makes an {@link Aae}. */
public final class AaeProvider implements ModelProvider {
  private static final String AS_THE_RUN = "run";

  private static final Option<PosteriorFamily> ENCODER =
      Option.choice(
          "encoder",
          PosteriorFamily.DETERMINISTIC,
          "whether an example has one code or a Gaussian");
  private static final Option<ComponentSpec> DISCRIMINATOR =
      Option.component(
          "discriminator",
          ComponentSpec.of("mlp").with("hidden", List.of(256, 256)),
          "the network that tells codes from draws of the prior");
  // The generator is the faster of the two: where the discriminator leads, it tells codes from
  // draws
  // by detail that the encoder cannot follow, and the codes drift away from the prior.
  private static final Option<ComponentSpec> DISCRIMINATOR_OPTIMIZER =
      Option.component(
          "discriminator-optimizer",
          ComponentSpec.of("adam").with("rate", 1e-4).with("beta1", 0.5),
          "moves the discriminator; '" + AS_THE_RUN + "' for the run's optimizer");
  private static final Option<ComponentSpec> GENERATOR_OPTIMIZER =
      Option.component(
          "generator-optimizer",
          ComponentSpec.of("adam").with("rate", 5e-4).with("beta1", 0.5),
          "moves the encoder in the game; '" + AS_THE_RUN + "' for the run's optimizer");

  /** For the service loader. */
  public AaeProvider() {}

  @Override
  public String name() {
    return "aae";
  }

  @Override
  public String summary() {
    return "adversarial autoencoder: codes follow the prior by a game (Makhzani et al., 2015)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(ENCODER, DISCRIMINATOR, DISCRIMINATOR_OPTIMIZER, GENERATOR_OPTIMIZER);
  }

  @Override
  public PosteriorFamily posterior(Options options) {
    return options.get(ENCODER);
  }

  @Override
  public Optional<ComponentSpec> defaultDivergence() {
    return Optional.empty();
  }

  @Override
  public Model create(Components components, Assembly assembly, Options options) {
    Decoder discriminator =
        assembly.network(
            options.get(DISCRIMINATOR), "discriminator", components.prior().latent(), 1);
    return new Aae(
        components.encoder(),
        components.decoder(),
        components.prior(),
        components.likelihood(),
        discriminator,
        wanted(options.get(DISCRIMINATOR_OPTIMIZER)),
        wanted(options.get(GENERATOR_OPTIMIZER)));
  }

  private static Optional<ComponentSpec> wanted(ComponentSpec optimizer) {
    return Optional.of(optimizer).filter(spec -> !spec.type().equals(AS_THE_RUN));
  }
}
