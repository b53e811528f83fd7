package org.latent4j.app.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.Provider;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.console.Console;
import org.latent4j.experiments.Configuration;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
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
   * @param catalog knows the data sets
   * @param console is told where a word could mean two things
   * @throws Latent4jException if a file cannot be read, or a value is not YAML
   */
  public static Configuration read(Arguments given, Catalog catalog, Console console) {
    Configuration file =
        given
            .path(Flag.CONFIG)
            .map(path -> Configuration.empty().with(settings(path, console)))
            .orElse(Configuration.empty());
    return over(file, given, catalog, console);
  }

  /** What a file of {@code --config} holds, or the record of a run that is given in its place. */
  private static Map<String, ? extends @Nullable Object> settings(Path file, Console console) {
    Map<String, @Nullable Object> document = Yaml.file(file);
    Optional<Map<String, Object>> recorded = Provenance.configuration(file, document);
    if (recorded.isPresent()) {
      console.remark(file + " is the record of a run; its configuration is used");
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
  public static Configuration over(
      Configuration base, Arguments given, Catalog catalog, Console console) {
    Configuration configuration = withData(base, given, catalog, console);
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

  /**
   * What is wrong with a setting, with the place in the file of {@code --config} before it if it is
   * set there.
   */
  public static String described(Arguments given, SettingException wrong) {
    String message = String.valueOf(wrong.getMessage());
    Optional<Path> file = given.path(Flag.CONFIG);
    Optional<String> key = wrong.key();
    if (file.isEmpty() || key.isEmpty() || isOver(given, key.get())) {
      return message;
    }
    return line(Yaml.lines(file.get()), key.get())
        .map(line -> file.get() + " (line " + line + "): " + message)
        .orElse(message);
  }

  /** The line of the key, or of the innermost section around it that is in the file. */
  private static Optional<Integer> line(Map<String, Integer> lines, String key) {
    for (String path = key; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('.'))) {
      if (lines.containsKey(path)) {
        return Optional.ofNullable(lines.get(path));
      }
      if (path.indexOf('.') < 0) {
        break;
      }
    }
    return Optional.empty();
  }

  /** Whether the command line sets the key itself, or something around or inside it. */
  private static boolean isOver(Arguments given, String key) {
    Stream<String> flags =
        KEYS.entrySet().stream()
            .filter(entry -> given.has(entry.getKey()))
            .map(Map.Entry::getValue);
    Stream<String> settings =
        given.texts(Flag.SET).stream().map(text -> text.replaceFirst("=.*", "").strip());
    Stream<String> others =
        Stream.of(
                given.has(Flag.METRICS) ? "evaluation.metrics" : "",
                given.has(Flag.DATA) ? "data" : "",
                given.has(Flag.DATA_DIR) ? "data.directory" : "")
            .filter(text -> !text.isEmpty());
    return Stream.of(flags, settings, others)
        .flatMap(keys -> keys)
        .anyMatch(set -> set.equals(key) || key.startsWith(set + ".") || set.startsWith(key + "."));
  }

  /** {@code --data}: a word that a data set or format has for its name, else a path. */
  private static Configuration withData(
      Configuration base, Arguments given, Catalog catalog, Console console) {
    Optional<String> text = given.text(Flag.DATA);
    if (text.isEmpty()) {
      return base;
    }
    boolean isName = text.get().matches(Provider.NAME_FORM) && isData(text.get(), catalog, console);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("type", isName ? text.get() : null);
    data.put("path", isName ? null : text.get());
    return base.with(Map.of("data", data));
  }

  /** Whether the word names data; if not, there is a file or folder of that name. */
  private static boolean isData(String word, Catalog catalog, Console console) {
    boolean isPath = Files.exists(Path.of(word));
    boolean isKnown =
        catalog.entries(Kind.DATA).stream().anyMatch(plugin -> plugin.name().equals(word));
    if (isKnown && isPath) {
      console.remark(
          "data %s: the data set of that name; to read the file or folder, write ./%s"
              .formatted(word, word));
    }
    if (isKnown || isPath) {
      return isKnown;
    }
    try {
      return catalog.plugin(Kind.DATA, word).name().equals(word);
    } catch (SettingException unknown) {
      throw new UsageException(
          unknown.getMessage() + "; nor is there a file or folder named " + word);
    }
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
