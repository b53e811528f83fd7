package org.latent4j.app.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.storage.RegularFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML as plain data: maps with texts as keys, lists, texts, numbers, booleans. A key given
 * twice is an error; so are types of one's own, and documents whose aliases unfold to something
 * much larger than what is written.
 */
public final class Yaml {
  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST = 50;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_VALUES = 10_000;

  private final String where;
  private int values;

  private Yaml(String where) {
    this.where = where;
  }

  /**
   * Reads a file of settings.
   *
   * @return empty if nothing is written in it
   * @throws Latent4jException if it cannot be read, is not YAML, or is no map
   */
  public static Map<String, @Nullable Object> file(Path file) {
    Object document = parse(file.toString(), RegularFiles.text(file, MOST_CHARACTERS));
    if (document == null) {
      return Map.of();
    }
    if (document instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> settings = new LinkedHashMap<>();
      map.forEach((key, value) -> settings.put(String.valueOf(key), value));
      return settings;
    }
    throw new Latent4jException(
        file + ": it holds '" + document + "', but settings are written as key: value");
  }

  /**
   * Reads a value, such as {@code [400, 200]}.
   *
   * @param where names the place in messages
   * @return null if the text says so, or nothing
   * @throws Latent4jException if it is not YAML
   */
  public static @Nullable Object value(String where, String text) {
    return parse(where, text);
  }

  private static @Nullable Object parse(String where, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_CHARACTERS);
    try {
      Object document = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
      return new Yaml(where).plain(document);
    } catch (MarkedYAMLException e) {
      throw new Latent4jException(
          where + position(e) + ": " + problem(e) + "; correct the YAML there", e);
    } catch (YAMLException e) {
      throw new Latent4jException(where + ": " + e.getMessage() + "; correct the YAML", e);
    }
  }

  private static String position(MarkedYAMLException e) {
    Optional<Mark> mark = Optional.ofNullable(e.getProblemMark()).or(() -> mark(e));
    return mark.map(m -> " (line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1) + ")")
        .orElse("");
  }

  private static Optional<Mark> mark(MarkedYAMLException e) {
    return Optional.ofNullable(e.getContextMark());
  }

  private static String problem(MarkedYAMLException e) {
    return Optional.ofNullable(e.getProblem())
        .or(() -> Optional.ofNullable(e.getContext()))
        .map(text -> text.replace('\n', ' ').strip())
        .orElse("it is not YAML");
  }

  /** The same with texts as keys, and nothing but plain data. */
  private @Nullable Object plain(@Nullable Object value) {
    if (++values > MOST_VALUES) {
      throw new Latent4jException(
          where + ": it unfolds to more than " + MOST_VALUES + " values; write it without aliases");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, part) -> copy.put(String.valueOf(key), plain(part)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(part -> copy.add(plain(part)));
      return copy;
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    throw new Latent4jException(
        where
            + ": '"
            + value
            + "' is read as "
            + value.getClass().getSimpleName().toLowerCase(Locale.ROOT)
            + "; put it in quotes to have a text");
  }
}
