package org.latent4j.app.configuration;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.runtime.storage.RegularFiles;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

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
    throw new SettingException(
        file + ": it holds '" + document + "', but settings are written as key: value");
  }

  /**
   * The line of each key in a file that {@link #file} can read, counted from 1; a key inside others
   * has theirs before it, joined by dots, and one inside a list has the list's.
   */
  public static Map<String, Integer> lines(Path file) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    String text = RegularFiles.text(file, MOST_CHARACTERS);
    addLines(lines, "", parser().compose(new StringReader(text)), 0);
    return lines;
  }

  private static void addLines(
      Map<String, Integer> lines, String path, @Nullable Node node, int depth) {
    if (!(node instanceof MappingNode map) || depth > DEEPEST || lines.size() > MOST_VALUES) {
      return;
    }
    for (NodeTuple entry : map.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        String inner = path + key.getValue();
        lines.putIfAbsent(inner, key.getStartMark().getLine() + 1);
        addLines(lines, inner + ".", entry.getValueNode(), depth + 1);
      }
    }
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
    try {
      return new Yaml(where).plain(parser().load(text));
    } catch (MarkedYAMLException e) {
      throw new SettingException(
          where + position(e) + ": " + problem(e) + "; correct the YAML there");
    } catch (YAMLException e) {
      throw new SettingException(where + ": " + e.getMessage() + "; correct the YAML");
    }
  }

  private static org.yaml.snakeyaml.Yaml parser() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_CHARACTERS);
    DumperOptions written = new DumperOptions();
    return new org.yaml.snakeyaml.Yaml(
        new SafeConstructor(options), new Representer(written), written, options, new Words());
  }

  /**
   * What a word without quotes is. As in YAML 1.2, only true and false are booleans: yes, no, on
   * and off are words, and so are a date, a time and a number that begins with zero.
   */
  private static final class Words extends Resolver {
    private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9_]*)|0x[0-9a-fA-F_]+");
    private static final Pattern REAL =
        Pattern.compile(
            "[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9]+)([eE][-+]?[0-9]+)?"
                + "|[-+]?[0-9]+[eE][-+]?[0-9]+"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, FLAG, "tTfF");
      addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, REAL, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
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
      throw new SettingException(
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
    throw new SettingException(
        where
            + ": '"
            + value
            + "' is read as "
            + value.getClass().getSimpleName().toLowerCase(Locale.ROOT)
            + "; put it in quotes to have a text");
  }
}
