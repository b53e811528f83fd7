package org.latent4j.runtime.composition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.FakeComponents.FakeDecoder;
import org.latent4j.runtime.composition.FakeComponents.FakeDivergence;
import org.latent4j.runtime.composition.FakeComponents.FakeEncoder;
import org.latent4j.runtime.composition.FakeComponents.FakeLikelihood;
import org.latent4j.runtime.composition.FakeComponents.FakeModel;
import org.latent4j.runtime.composition.FakeComponents.FakePrior;

/** Providers of {@link FakeComponents}, one of each kind, and two of models. */
final class FakeProviders {
  static final DataShape SHAPE = new DataShape.Table(List.of("a", "b", "c"));

  private FakeProviders() {}

  /** All of them, but for those that others of the same kind and name replace. */
  static Catalog catalog(Provider... others) {
    List<Provider> all =
        new java.util.ArrayList<>(
            List.of(
                new Networks(7),
                new FakePriors(),
                new Likelihoods(0),
                new Divergences(),
                new Plain(),
                new Adversarial()));
    for (Provider other : others) {
      all.removeIf(p -> p.name().equals(other.name()));
      all.add(other);
    }
    return Catalog.of(all.toArray(Provider[]::new));
  }

  static Composition composition(String model) {
    return new Composition(
        ComponentSpec.of(model),
        ComponentSpec.of("net").with("width", 4),
        ComponentSpec.of("net"),
        ComponentSpec.of("learned"),
        ComponentSpec.of("normal"),
        Optional.empty(),
        2);
  }

  /** Encoder and decoder in one; the default of its option is a matter of version. */
  static final class Networks implements EncoderProvider, DecoderProvider {
    private final Option<Integer> width;

    Networks(int defaultWidth) {
      width = Option.integer("width", defaultWidth, "units");
    }

    @Override
    public String name() {
      return "net";
    }

    @Override
    public String summary() {
      return "a network";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(width);
    }

    @Override
    public Encoder create(EncoderProvider.Site site, Options options) {
      int heads = site.family() == PosteriorFamily.GAUSSIAN ? 2 : 1;
      int units = options.get(width);
      RandomStream random = site.initialization();
      return new FakeEncoder(
          site.latent(),
          Parameters.of(
              FakeComponents.weight(
                  site.name() + ".hidden", random.split("hidden"), site.input().features(), units),
              FakeComponents.weight(
                  site.name() + ".head", random.split("head"), units, heads * site.latent())));
    }

    @Override
    public Decoder create(DecoderProvider.Site site, Options options) {
      return new FakeDecoder(
          Parameters.of(
              FakeComponents.weight(
                  site.name() + ".weight", site.initialization(), site.inputs(), site.outputs()),
              FakeComponents.weight(
                  site.name() + ".wide", site.initialization(), options.get(width))));
    }
  }

  static final class FakePriors implements PriorProvider {
    @Override
    public String name() {
      return "learned";
    }

    @Override
    public String summary() {
      return "a prior";
    }

    @Override
    public Prior create(int latent, RandomStream initialization, Options options) {
      return new FakePrior(
          latent, Parameters.of(FakeComponents.weight("prior.mean", initialization, latent)));
    }
  }

  static final class Likelihoods implements LikelihoodProvider {
    private final int surplus;

    Likelihoods(int surplus) {
      this.surplus = surplus;
    }

    @Override
    public String name() {
      return "normal";
    }

    @Override
    public String summary() {
      return "a likelihood";
    }

    @Override
    public Likelihood create(Site site, Assembly assembly, Options options) {
      return new FakeLikelihood(site.shape().features() + surplus, Parameters.none());
    }
  }

  static final class Divergences implements DivergenceProvider {
    static final Option<Double> SCALE = Option.real("scale", 0.5, "a number");

    @Override
    public String name() {
      return "gap";
    }

    @Override
    public String summary() {
      return "a divergence";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(SCALE);
    }

    @Override
    public Divergence create(Options options) {
      return new FakeDivergence("gap " + options.get(SCALE));
    }
  }

  /** Takes a divergence. */
  static class Plain implements ModelProvider {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public String summary() {
      return "a model";
    }

    @Override
    public PosteriorFamily posterior(Options options) {
      return PosteriorFamily.GAUSSIAN;
    }

    @Override
    public Optional<ComponentSpec> defaultDivergence() {
      return Optional.of(ComponentSpec.of("gap"));
    }

    @Override
    public Model create(Components components, Assembly assembly, Options options) {
      return FakeModel.of(components, Parameters.none());
    }
  }

  /** Takes none, and makes a network of its own. */
  static final class Adversarial implements ModelProvider {
    static final Option<ComponentSpec> CRITIC =
        Option.component("critic", new ComponentSpec("net", Map.of()), "a network");

    @Override
    public String name() {
      return "adversarial";
    }

    @Override
    public String summary() {
      return "a model";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(CRITIC);
    }

    @Override
    public PosteriorFamily posterior(Options options) {
      return PosteriorFamily.DETERMINISTIC;
    }

    @Override
    public Optional<ComponentSpec> defaultDivergence() {
      return Optional.empty();
    }

    @Override
    public Model create(Components components, Assembly assembly, Options options) {
      Decoder critic =
          assembly.network(options.get(CRITIC), "critic", components.prior().latent(), 1);
      return FakeModel.of(components, critic.parameters());
    }
  }
}
