package org.latent4j.experiments;

import java.util.Map;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Phase;
import org.latent4j.api.spi.OptimizerProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;
import org.latent4j.training.OptimizerFactory;

/** Each phase's optimiser: the one it asks for, or the one that is configured. */
public final class PhaseOptimizers implements OptimizerFactory {
  private final Catalog catalog;
  private final Engine engine;
  private final ComponentSpec configured;

  public PhaseOptimizers(Catalog catalog, Engine engine, ComponentSpec configured) {
    this.catalog = catalog;
    this.engine = engine;
    this.configured = configured;
  }

  private record Choice(Plugin<OptimizerProvider> plugin, Options options) {}

  @Override
  public Optimizer create(Phase phase) {
    Choice choice = choice(phase.optimizer().orElse(configured));
    return choice
        .plugin()
        .make(provider -> provider.create(engine, phase.trains(), choice.options()));
  }

  /**
   * Whether each optimiser can be made.
   *
   * @throws Latent4jException if one is absent, or does not know or allow an option
   */
  void check(Iterable<Phase> phases) {
    phases.forEach(phase -> phase.optimizer().ifPresent(this::choice));
    choice(configured);
  }

  /** The configured one, every option written out. */
  ComponentSpec resolved() {
    Choice choice = choice(configured);
    Map<String, Object> options = choice.options().toMap();
    return new ComponentSpec(choice.plugin().name(), options);
  }

  private Choice choice(ComponentSpec spec) {
    Plugin<OptimizerProvider> plugin = catalog.plugin(Kind.OPTIMIZER, spec.type());
    return new Choice(plugin, plugin.resolve(spec.options()));
  }
}
