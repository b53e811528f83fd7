package org.latent4j.runtime.composition;

import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.ModelProvider.Components;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;

/**
 * Makes models of plugins. Each component's initial weights have a random stream of their own,
 * split off by what the component is for: models of different types begin with the same encoder and
 * decoder, given the same seed.
 */
public final class Composer {
  private final Catalog catalog;

  public Composer(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The components' plugins and options. */
  private record Choices(
      Assembler.Choice<ModelProvider> model,
      Assembler.Choice<EncoderProvider> encoder,
      Assembler.Choice<DecoderProvider> decoder,
      Assembler.Choice<PriorProvider> prior,
      Assembler.Choice<LikelihoodProvider> likelihood,
      Optional<Assembler.Choice<DivergenceProvider>> divergence,
      int latent) {
    Composition composition() {
      return new Composition(
          model.spec(),
          encoder.spec(),
          decoder.spec(),
          prior.spec(),
          likelihood.spec(),
          divergence.map(Assembler.Choice::spec),
          latent);
    }
  }

  /**
   * Composes a model.
   *
   * @param shape what an example is
   * @param initialization for the initial weights
   * @throws Latent4jException for a plugin that is absent or cannot be used, an option or value not
   *     allowed, or components that do not fit together or the data
   */
  public ComposedModel compose(
      Composition composition, DataShape shape, RandomStream initialization) {
    Assembler assembler = new Assembler(catalog, initialization, composition.parts());
    Choices choices = choose(assembler, composition);
    Components components = components(assembler, choices, shape, initialization);
    Model model =
        choices
            .model()
            .plugin()
            .make(p -> p.create(components, assembler, choices.model().options()));
    checkParameters(choices.model().plugin(), model, components);
    return new ComposedModel(
        choices.composition().withParts(assembler.parts()), shape, model, assembler.used());
  }

  private static Choices choose(Assembler assembler, Composition composition) {
    Assembler.Choice<ModelProvider> model = assembler.choose(Kind.MODEL, composition.model());
    Optional<ComponentSpec> ownDivergence = model.plugin().make(ModelProvider::defaultDivergence);
    if (ownDivergence.isEmpty() && composition.divergence().isPresent()) {
      throw new SettingException(
          "divergence",
          model.plugin().title()
              + " has a way of its own to hold the codes near the prior and takes no divergence,"
              + " but divergence '"
              + composition.divergence().get().type()
              + "' is configured; leave it out");
    }
    return new Choices(
        model,
        assembler.choose(Kind.ENCODER, composition.encoder()),
        assembler.choose(Kind.DECODER, composition.decoder()),
        assembler.choose(Kind.PRIOR, composition.prior()),
        assembler.choose(Kind.LIKELIHOOD, composition.likelihood()),
        composition
            .divergence()
            .or(() -> ownDivergence)
            .map(spec -> assembler.choose(Kind.DIVERGENCE, spec)),
        composition.latent());
  }

  private static Components components(
      Assembler assembler, Choices choices, DataShape shape, RandomStream initialization) {
    int latent = choices.latent();
    Prior prior =
        choices
            .prior()
            .plugin()
            .make(p -> p.create(latent, initialization.split("prior"), choices.prior().options()));
    checkLatent(choices.prior().plugin(), prior.latent(), latent);
    Likelihood likelihood =
        assembler.likelihood(
            choices.likelihood(), new LikelihoodProvider.Site("likelihood", shape));
    PosteriorFamily family =
        choices.model().plugin().make(p -> p.posterior(choices.model().options()));
    EncoderProvider.Site input =
        new EncoderProvider.Site("encoder", shape, latent, family, initialization.split("encoder"));
    Encoder encoder =
        choices.encoder().plugin().make(p -> p.create(input, choices.encoder().options()));
    checkLatent(choices.encoder().plugin(), encoder.latent(), latent);
    DecoderProvider.Site output =
        new DecoderProvider.Site(
            "decoder", latent, likelihood.decoderOutputs(), shape, initialization.split("decoder"));
    Decoder decoder =
        choices.decoder().plugin().make(p -> p.create(output, choices.decoder().options()));
    Optional<Divergence> divergence =
        choices.divergence().map(c -> c.plugin().make(p -> p.create(c.options())));
    return new Components(encoder, decoder, prior, likelihood, divergence);
  }

  private static void checkLatent(Plugin<?> plugin, int made, int latent) {
    if (made != latent) {
      throw new Latent4jException(
          plugin
              + " was asked for "
              + latent
              + " latent dimensions and made "
              + made
              + "; ask its author");
    }
  }

  /** What a model leaves out would neither be saved nor, perhaps, trained. */
  private static void checkParameters(Plugin<?> plugin, Model model, Components components) {
    Parameters all = plugin.make(p -> model.parameters());
    Parameters parts =
        plugin.make(
            p ->
                components
                    .encoder()
                    .parameters()
                    .and(components.decoder().parameters())
                    .and(components.prior().parameters())
                    .and(components.likelihood().parameters()));
    for (Parameter parameter : parts) {
      if (!all.contains(parameter)) {
        throw new Latent4jException(
            plugin
                + " leaves out the parameter '"
                + parameter.name()
                + "' of a component, which would not be saved; ask its author");
      }
    }
  }
}
