package org.latent4j.app.configuration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.Provider;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.experiments.Configuration;
import org.latent4j.runtime.composition.Provenance;

/**
 * The configuration that a command line asks for: the file of {@code --config}, over it the options
 * that have a word of their own, over those each {@code --set}.
 */
public final class ConfigurationFlags {
  /** The variable that says where data sets known by name lie. */
  public static final String DATA_DIRECTORY_VARIABLE = "LATENT4J_DATA";

  /** The options that say what a new experiment is. */
  public static final List<Flag> ALL =
      List.of(
          Flag.DATA,
          Flag.DATA_DIR,
          Flag.CONFIG,
          Flag.SET,
          Flag.SEED,
          Flag.EPOCHS,
          Flag.BATCH,
          Flag.LATENT,
          Flag.METRICS,
          Flag.ENGINE,
          Flag.THREADS);

  /** Options whose value goes under a key as it is written. */
  private static final Map<Flag, String> KEYS =
      Map.of(
          Flag.MODEL, "model.type",
          Flag.SEED, "training.seed",
          Flag.EPOCHS, "training.epochs",
          Flag.BATCH, "training.batch",
          Flag.LATENT, "latent",
          Flag.ENGINE, "engine.type",
          Flag.THREADS, "engine.threads");

  private ConfigurationFlags() {}

  /**
   * Reads the configuration of a new experiment.
   *
   * @param given the command's options; those it does not have count as not given
   * @param remarks is told what the user may want to know of what was read
   * @throws Latent4jException if a file cannot be read, or a value is not YAML
   */
  public static Configuration read(Arguments given, Consumer<String> remarks) {
    Configuration file =
        given
            .path(Flag.CONFIG)
            .map(path -> Configuration.empty().with(settings(path, remarks)))
            .orElse(Configuration.empty());
    return over(file, given);
  }

  /** What a file of {@code --config} holds, or the record of a run that is given in its place. */
  private static Map<String, ? extends @Nullable Object> settings(
      Path file, Consumer<String> remarks) {
    Map<String, @Nullable Object> document = Yaml.file(file);
    Optional<Map<String, Object>> recorded = Provenance.configuration(file, document);
    if (recorded.isPresent()) {
      remarks.accept(file + " is the record of a run; its configuration is used");
      return recorded.get();
    }
    if (document.containsKey("format")) {
      throw new UsageException(
          "--config "
              + file
              + ": it is of the format '"
              + document.get("format")
              + "', which has no settings; give a YAML file, or the "
              + Provenance.FILE
              + " of a run");
    }
    return document;
  }

  /**
   * Lays what the command line says over a configuration.
   *
   * @throws Latent4jException if a value is not YAML
   */
  public static Configuration over(Configuration base, Arguments given) {
    Configuration configuration = withData(base, given);
    for (Flag flag : ALL) {
      String key = KEYS.get(flag);
      Optional<String> value = given.text(flag);
      if (key != null && value.isPresent()) {
        configuration = configuration.with(key, Yaml.value(flag.toString(), value.get()));
      }
    }
    Optional<String> model = given.text(Flag.MODEL);
    if (model.isPresent()) {
      configuration = configuration.with("model.type", model.get());
    }
    Optional<List<String>> metrics = given.list(Flag.METRICS);
    if (metrics.isPresent()) {
      configuration = configuration.with("evaluation.metrics", metrics.get());
    }
    for (String setting : given.texts(Flag.SET)) {
      configuration = set(configuration, setting);
    }
    return withDataDirectory(configuration, given);
  }

  /** {@code --data}: a word is a name, anything else a path. */
  private static Configuration withData(Configuration base, Arguments given) {
    Optional<String> text = given.text(Flag.DATA);
    if (text.isEmpty()) {
      return base;
    }
    boolean isName = text.get().matches(Provider.NAME_FORM);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("type", isName ? text.get() : null);
    data.put("path", isName ? null : text.get());
    return base.with(Map.of("data", data));
  }

  private static Configuration withDataDirectory(Configuration base, Arguments given) {
    Optional<Path> directory = given.path(Flag.DATA_DIR);
    if (directory.isPresent()) {
      return base.with("data.directory", directory.get().toString());
    }
    boolean isSet =
        base.toMap().get("data") instanceof Map<?, ?> data && data.containsKey("directory");
    Optional<Path> usual = dataDirectoryOfEnvironment();
    return isSet || usual.isEmpty() ? base : base.with("data.directory", usual.get().toString());
  }

  /** What the variable {@link #DATA_DIRECTORY_VARIABLE} says; empty if it is not set. */
  public static Optional<Path> dataDirectoryOfEnvironment() {
    return Optional.ofNullable(System.getenv(DATA_DIRECTORY_VARIABLE))
        .filter(text -> !text.isBlank())
        .map(Path::of);
  }

  private static Configuration set(Configuration base, String setting) {
    int split = setting.indexOf('=');
    if (split < 1) {
      throw new UsageException(
          "--set "
              + setting
              + ": a key, '=' and a value are needed, such as likelihood.type=gaussian");
    }
    String key = setting.substring(0, split).strip();
    return base.with(key, Yaml.value("--set " + key, setting.substring(split + 1)));
  }
}
