package org.latent4j.runtime.composition;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.CodeLocation;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;
import org.latent4j.runtime.storage.Json;

/**
 * Where a result comes from: all that one needs to make it again, and to tell why another machine's
 * is different.
 *
 * @param format the name of the file's format, {@code latent4j-provenance}
 * @param version the version of the format
 * @param latent4j the version of Latent4J; empty if it was started from classes that carry none
 * @param commit the sources that it was built from; empty if it was not built in a git checkout
 * @param time when the run began, UTC
 * @param seed the run's seed
 * @param configuration every option of the run with its value, defaults included
 * @param data the examples
 * @param engine what did the arithmetic, see {@link org.latent4j.api.tensor.Engine#description()}
 * @param machine what it ran on
 * @param plugins the plugins used
 */
public record Provenance(
    String format,
    int version,
    Optional<String> latent4j,
    Optional<Commit> commit,
    String time,
    long seed,
    Map<String, Object> configuration,
    Data data,
    String engine,
    Machine machine,
    List<PluginSource> plugins) {
  /** The file that a run keeps it in. */
  public static final String FILE = "provenance.json";

  private static final FileFormat FORMAT = new FileFormat("latent4j-provenance", 1);

  /**
   * The examples of a run.
   *
   * @param name what the data is called
   * @param shape what an example is, in words
   * @param train to learn from
   * @param validation to choose by
   * @param test to report on
   */
  public record Data(String name, String shape, Part train, Part validation, Part test) {
    /** Of a data set's three parts. */
    public static Data of(DataSplits splits) {
      return new Data(
          splits.name(),
          splits.train().shape().toString(),
          Part.of(splits.train()),
          Part.of(splits.validation()),
          Part.of(splits.test()));
    }
  }

  /**
   * A part of the data.
   *
   * @param size the number of examples
   * @param sha256 see {@link DataSet#fingerprint()}
   */
  public record Part(int size, String sha256) {
    static Part of(DataSet set) {
      return new Part(set.size(), set.fingerprint());
    }
  }

  /**
   * The Java machine and what is below it.
   *
   * @param java its version
   * @param vm its name, version and vendor
   * @param system the operating system's name, version and architecture
   * @param processors how many it may use
   * @param heapBytes the most memory it may take for objects
   */
  public record Machine(String java, String vm, String system, int processors, long heapBytes) {
    /** This one. */
    public static Machine here() {
      Runtime runtime = Runtime.getRuntime();
      return new Machine(
          Runtime.version().toString(),
          properties("java.vm.name", "java.vm.version", "java.vendor"),
          properties("os.name", "os.version", "os.arch"),
          runtime.availableProcessors(),
          runtime.maxMemory());
    }

    private static String properties(String... names) {
      List<String> values = new ArrayList<>();
      for (String name : names) {
        values.add(System.getProperty(name, "unknown"));
      }
      return String.join(", ", values);
    }
  }

  /**
   * A plugin and the jar it came from.
   *
   * @param plugin which one
   * @param jarSha256 of its jar's content; empty if it was in none
   */
  public record PluginSource(PluginUse plugin, Optional<String> jarSha256) {
    static PluginSource of(Plugin<?> plugin) {
      return new PluginSource(
          PluginUse.of(plugin), plugin.origin().location().flatMap(CodeLocation::sha256));
    }
  }

  /**
   * The provenance of a run that begins now.
   *
   * @param model what is trained or evaluated
   * @param catalog the one that it was composed from
   * @param others plugins used beside the model's, by kind: the optimiser, the engine, the data
   */
  public static Provenance of(
      ComposedModel model,
      Catalog catalog,
      Map<Kind<?>, ComponentSpec> others,
      DataSplits data,
      String engine,
      long seed,
      Map<String, Object> configuration) {
    List<PluginSource> sources = new ArrayList<>();
    for (PluginUse use : model.plugins()) {
      sources.add(PluginSource.of(catalog.plugin(Kind.of(use.kind()), use.name())));
    }
    others.forEach((kind, spec) -> sources.add(PluginSource.of(catalog.plugin(kind, spec.type()))));
    return new Provenance(
        FORMAT.name(),
        FORMAT.version(),
        Versions.latent4j(),
        Commit.ofBuild(),
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        seed,
        configuration,
        Data.of(data),
        engine,
        Machine.here(),
        sources);
  }

  /**
   * The configuration in the content of a file, if the file is the provenance of a run.
   *
   * @throws Latent4jException if it is one of an unknown version
   */
  public static Optional<Map<String, Object>> configuration(Path file, Map<?, ?> document) {
    if (!FORMAT.name().equals(document.get("format"))
        || !(document.get("configuration") instanceof Map<?, ?> settings)) {
      return Optional.empty();
    }
    FORMAT.check(file, document);
    Map<String, Object> configuration = new LinkedHashMap<>();
    settings.forEach((key, value) -> configuration.put(String.valueOf(key), value));
    return Optional.of(configuration);
  }

  /** This with another configuration, such as one that names further metrics. */
  public Provenance withConfiguration(Map<String, Object> other) {
    return new Provenance(
        format, version, latent4j, commit, time, seed, other, data, engine, machine, plugins);
  }

  /** Writes it into a run's folder. */
  public void write(Path folder) {
    Json.write(folder.resolve(FILE), this);
  }

  /**
   * Reads it from a run's folder.
   *
   * @throws Latent4jException if it cannot be read, is damaged or of an unknown version
   */
  public static Provenance read(Path folder) {
    Path file = folder.resolve(FILE);
    // An unknown version may have keys of its own, so the version comes first.
    FORMAT.check(file, Json.read(file, Map.class));
    return Json.read(file, Provenance.class);
  }
}
