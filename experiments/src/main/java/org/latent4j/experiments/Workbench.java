package org.latent4j.experiments;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;

/**
 * What several experiments share: the plugins there are, the data, opened once, and the engine.
 * Closing it closes the engine.
 */
public final class Workbench implements AutoCloseable {
  private final Catalog catalog;
  private final DataChoice choice;
  private final DataSplits data;
  private final ComponentSpec engineSpec;
  private final Engine engine;
  private @Nullable TrainingExamples trainingExamples;

  private Workbench(
      Catalog catalog,
      DataChoice choice,
      DataSplits data,
      ComponentSpec engineSpec,
      Engine engine) {
    this.catalog = catalog;
    this.choice = choice;
    this.data = data;
    this.engineSpec = engineSpec;
    this.engine = engine;
  }

  /**
   * Opens data and engine.
   *
   * @throws Latent4jException if a plugin is absent, an option not allowed, or the data cannot be
   *     read
   */
  public static Workbench open(Catalog catalog, ExperimentSettings settings) {
    ComponentSpec engine = engineSpec(catalog, settings);
    DataChoice choice = settings.data().resolved(catalog);
    DataSplits data = settings.data().open(catalog); // messages name paths as they were given
    return new Workbench(catalog, choice, data, engine, openEngine(catalog, settings));
  }

  /**
   * Opens the engine alone, for work without data; it is the caller's to close.
   *
   * @throws Latent4jException if its plugin is absent or an option not allowed
   */
  public static Engine openEngine(Catalog catalog, ExperimentSettings settings) {
    ComponentSpec spec = engineSpec(catalog, settings);
    Plugin<EngineProvider> plugin = catalog.plugin(Kind.ENGINE, spec.type());
    Options options = plugin.resolve(spec.options());
    return plugin.make(provider -> provider.create(options));
  }

  private static ComponentSpec engineSpec(Catalog catalog, ExperimentSettings settings) {
    Plugin<EngineProvider> plugin = catalog.plugin(Kind.ENGINE, settings.engine().type());
    return new ComponentSpec(plugin.name(), plugin.resolve(settings.engine().options()).toMap());
  }

  public Catalog catalog() {
    return catalog;
  }

  public DataSplits data() {
    return data;
  }

  public Engine engine() {
    return engine;
  }

  /** The hashes of the training examples, made once for all runs on them. */
  synchronized TrainingExamples trainingExamples() {
    if (trainingExamples == null) {
      trainingExamples = TrainingExamples.of(data.train());
    }
    return trainingExamples;
  }

  /** How data and engine were chosen, every option written out. */
  Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("data", choice.toMap());
    configuration.put("engine", engineSpec.toMap());
    return configuration;
  }

  /** The plugins of data and engine. */
  Map<Kind<?>, ComponentSpec> plugins() {
    Map<Kind<?>, ComponentSpec> plugins = new LinkedHashMap<>();
    plugins.put(Kind.DATA, new ComponentSpec(choice.type().orElseThrow(), choice.options()));
    plugins.put(Kind.ENGINE, engineSpec);
    return plugins;
  }

  @Override
  public void close() {
    engine.close();
  }
}
