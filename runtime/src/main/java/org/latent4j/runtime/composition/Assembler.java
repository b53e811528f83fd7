package org.latent4j.runtime.composition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;

/** Makes the components of one model and keeps account of them. */
final class Assembler implements Assembly {
  private final Catalog catalog;
  private final RandomStream initialization;
  private final Map<String, ComponentSpec> recorded;
  private final Map<String, ComponentSpec> parts = new LinkedHashMap<>();
  private final Set<PluginUse> used = new LinkedHashSet<>();

  /**
   * An assembler of one model.
   *
   * @param recorded parts that the model had when it was saved
   */
  Assembler(Catalog catalog, RandomStream initialization, Map<String, ComponentSpec> recorded) {
    this.catalog = catalog;
    this.initialization = initialization;
    this.recorded = recorded;
  }

  /** The parts made so far, every option filled in. */
  Map<String, ComponentSpec> parts() {
    return parts;
  }

  List<PluginUse> used() {
    return List.copyOf(used);
  }

  /** A plugin with its options. */
  record Choice<P extends Provider>(Plugin<P> plugin, Options options) {
    ComponentSpec spec() {
      return new ComponentSpec(plugin.name(), options.toMap());
    }
  }

  <P extends Provider> Choice<P> choose(Kind<P> kind, ComponentSpec spec) {
    Plugin<P> plugin = catalog.plugin(kind, spec.type());
    Options options = plugin.resolve(spec.options());
    used.add(PluginUse.of(plugin));
    return new Choice<>(plugin, options);
  }

  @Override
  public Decoder network(ComponentSpec spec, String name, int inputs, int outputs) {
    Choice<DecoderProvider> choice = part(Kind.DECODER, spec, name);
    List<String> columns = IntStream.range(0, outputs).mapToObj(i -> "output" + i).toList();
    DecoderProvider.Site site =
        new DecoderProvider.Site(
            name,
            inputs,
            outputs,
            new DataShape.Table(columns),
            initialization.split("network").split(name));
    return choice.plugin().make(provider -> provider.create(site, choice.options()));
  }

  @Override
  public Likelihood likelihood(ComponentSpec spec, LikelihoodProvider.Site site) {
    return likelihood(part(Kind.LIKELIHOOD, spec, site.name()), site);
  }

  Likelihood likelihood(Choice<LikelihoodProvider> choice, LikelihoodProvider.Site site) {
    Likelihood likelihood =
        choice.plugin().make(provider -> provider.create(site, this, choice.options()));
    if (likelihood.features() != site.shape().features()) {
      throw new Latent4jException(
          choice.plugin().title()
              + " describes "
              + likelihood.features()
              + " features, but the data, a "
              + site.shape()
              + ", has "
              + site.shape().features()
              + "; choose another likelihood or other options");
    }
    return likelihood;
  }

  private <P extends Provider> Choice<P> part(Kind<P> kind, ComponentSpec spec, String name) {
    Choice<P> choice = remembered(kind, spec, name).orElseGet(() -> choose(kind, spec));
    ComponentSpec other = parts.put(name, choice.spec());
    if (other != null) {
      throw new Latent4jException(
          "two parts of the model are named '" + name + "'; ask the author of the plugin");
    }
    return choice;
  }

  /**
   * What the part was when the model was saved, if it is the same part: what is asked for now has
   * to be among what was recorded then.
   */
  private <P extends Provider> Optional<Choice<P>> remembered(
      Kind<P> kind, ComponentSpec asked, String name) {
    ComponentSpec before = recorded.get(name);
    if (before == null || !before.type().equals(asked.type())) {
      return Optional.empty();
    }
    ComponentSpec both = before;
    for (Map.Entry<String, Object> option : asked.options().entrySet()) {
      both = both.with(option.getKey(), option.getValue());
    }
    Choice<P> choice = choose(kind, both);
    return choice.spec().options().equals(before.options())
        ? Optional.of(choice)
        : Optional.empty();
  }
}
