package org.latent4j.experiments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.formats.DataFormats;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;

/**
 * Which data to read, as a configuration writes it under {@code data}: {@code {type: mnist,
 * directory: ./data, binarize: dynamic}} for a set known by name, {@code {path: ./table.csv}} for a
 * file or folder.
 *
 * @param type the provider's name; empty to go by the path's form
 * @param path the file or folder; empty for a set known by name
 * @param directory where sets known by name lie; empty if none is given
 * @param seed for what is drawn once: which examples, which split. It is apart from the training's
 *     seed, so that models trained with other seeds are still reported on the same examples.
 * @param options the provider's
 */
public record DataChoice(
    Optional<String> type,
    Optional<Path> path,
    Optional<Path> directory,
    long seed,
    Map<String, Object> options) {
  private static final String TYPE = "type";
  private static final String NONE = "";
  private static final Option<String> PATH = Option.text("path", NONE, "file or folder to read");
  private static final Option<String> DIRECTORY =
      Option.text("directory", NONE, "where data sets known by name lie");
  private static final Option<Integer> SEED =
      Option.integer("seed", 1, "for what is drawn once: which examples, which split");
  private static final List<Option<?>> OWN = List.of(PATH, DIRECTORY, SEED);

  public DataChoice {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Reads what a configuration writes; a provider's options are not looked at yet.
   *
   * @throws Latent4jException if a value is not allowed
   */
  static DataChoice of(Map<String, ?> written) {
    Map<String, Object> own = new LinkedHashMap<>();
    Map<String, Object> others = new LinkedHashMap<>();
    List<String> ownNames = OWN.stream().map(Option::name).toList();
    written.forEach(
        (key, value) -> {
          if (!key.equals(TYPE)) {
            (ownNames.contains(key) ? own : others).put(key, value);
          }
        });
    Options read = Options.resolve("data", OWN, own);
    return new DataChoice(
        Optional.ofNullable(written.get(TYPE)).map(String::valueOf),
        Optional.of(read.get(PATH)).filter(text -> !text.isEmpty()).map(Path::of),
        Optional.of(read.get(DIRECTORY)).filter(text -> !text.isEmpty()).map(Path::of),
        read.get(SEED),
        others);
  }

  /** What {@link #of} reads. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    type.ifPresent(name -> map.put(TYPE, name));
    path.ifPresent(value -> map.put(PATH.name(), value.toString()));
    directory.ifPresent(value -> map.put(DIRECTORY.name(), value.toString()));
    map.put(SEED.name(), seed);
    map.putAll(options);
    return map;
  }

  /**
   * This with nothing left open: provider and all its options written out, paths absolute.
   *
   * @throws Latent4jException if there is no such provider, an option is unknown or a value is not
   *     allowed
   */
  DataChoice resolved(Catalog catalog) {
    Plugin<DataSetProvider> plugin = catalog.plugin(Kind.DATA, provider());
    return new DataChoice(
        Optional.of(plugin.name()),
        path.map(DataChoice::absolute),
        directory.map(DataChoice::absolute),
        seed,
        plugin.resolve(options).toMap());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * Opens the data.
   *
   * @throws Latent4jException as {@link #resolved} does; or if it cannot be read
   */
  DataSplits open(Catalog catalog) {
    Plugin<DataSetProvider> plugin = catalog.plugin(Kind.DATA, provider());
    Options resolved = plugin.resolve(options);
    DataSetProvider.Source source =
        new DataSetProvider.Source(directory, path, RandomStreams.seeded(seed).split("data"));
    return plugin.make(provider -> provider.open(source, resolved));
  }

  private String provider() {
    if (type.isPresent()) {
      return type.get();
    }
    Path place =
        path.orElseThrow(
            () ->
                new SettingException(
                    "data names neither a set nor a path; give one of them with --data"));
    if (!Files.exists(place)) {
      throw new Latent4jException("data: there is no file or folder " + place + "; check the path");
    }
    return DataFormats.providerFor(place)
        .orElseThrow(
            () ->
                new SettingException(
                    "data "
                        + place
                        + ": neither its content nor its name tells the format; say it with --set"
                        + " data.type=NAME (latent4j data list)"));
  }
}
