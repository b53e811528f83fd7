package org.latent4j.api.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.SettingException;

/**
 * A typed option of a plugin: its name, its default (written here and nowhere else), what is
 * allowed, and a line for the user. Plugins hold theirs as constants:
 *
 * <pre>{@code
 * static final Option<Double> SCALE = Option.real("scale", 1.0, "standard deviation of each coordinate").where(s -> s > 0, "greater than 0");
 * }</pre>
 *
 * @param <T> the type of its value
 */
public final class Option<T> {
  private final String name;
  private final @Nullable T defaultValue;
  private final String type;
  private final String summary;
  private final Function<Object, @Nullable T> reader;
  private final Predicate<T> allowed;
  private final String allowedWords;

  private Option(
      String name,
      @Nullable T defaultValue,
      String type,
      String summary,
      Function<Object, @Nullable T> reader,
      Predicate<T> allowed,
      String allowedWords) {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "option name '" + name + "': lower-case words joined by '-' are allowed");
    }
    this.name = name;
    this.defaultValue = defaultValue;
    this.type = type;
    this.summary = summary;
    this.reader = reader;
    this.allowed = allowed;
    this.allowedWords = allowedWords;
  }

  private static <T> Option<T> make(
      String name,
      @Nullable T value,
      String type,
      String summary,
      Function<Object, @Nullable T> reader) {
    return new Option<>(name, value, type, summary, reader, x -> true, "");
  }

  public static Option<Integer> integer(String name, int defaultValue, String summary) {
    return make(name, defaultValue, "an integer", summary, Option::readInteger);
  }

  public static Option<Double> real(String name, double defaultValue, String summary) {
    return make(name, defaultValue, "a number", summary, Option::readReal);
  }

  public static Option<Boolean> flag(String name, boolean defaultValue, String summary) {
    return make(name, defaultValue, "true or false", summary, Option::readFlag);
  }

  public static Option<String> text(String name, String defaultValue, String summary) {
    return make(
        name,
        defaultValue,
        "a text",
        summary,
        raw ->
            raw instanceof String || raw instanceof Number || raw instanceof Boolean
                ? raw.toString()
                : null);
  }

  /** One of an enum's constants, written in lower case with '-' for '_'. */
  public static <E extends Enum<E>> Option<E> choice(String name, E defaultValue, String summary) {
    E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
    List<String> names = Arrays.stream(constants).map(Option::spelled).toList();
    return make(
        name,
        defaultValue,
        "one of " + String.join(", ", names),
        summary,
        raw -> {
          int index = names.indexOf(word(raw, names));
          return index < 0 ? null : constants[index];
        });
  }

  public static Option<List<Integer>> integers(
      String name, List<Integer> defaultValue, String summary) {
    return make(
        name,
        List.copyOf(defaultValue),
        "a list of integers",
        summary,
        raw -> readList(numbers(raw), Option::readInteger));
  }

  public static Option<List<Double>> reals(String name, List<Double> defaultValue, String summary) {
    return make(
        name,
        List.copyOf(defaultValue),
        "a list of numbers",
        summary,
        raw -> readList(numbers(raw), Option::readReal));
  }

  public static Option<List<String>> texts(String name, List<String> defaultValue, String summary) {
    return make(
        name,
        List.copyOf(defaultValue),
        "a list of texts",
        summary,
        raw -> readList(raw, item -> item.toString()));
  }

  /** Another plugin with its options, as {@code {type: NAME, …}} or just the name. */
  public static Option<ComponentSpec> component(
      String name, ComponentSpec defaultValue, String summary) {
    return make(
        name,
        defaultValue,
        "a plugin: {type: NAME, …}",
        summary,
        raw -> ComponentSpec.from(name, raw));
  }

  /** Several plugins with their options; further keys beside {@code type} are theirs. */
  public static Option<List<ComponentSpec>> components(
      String name, List<ComponentSpec> defaultValue, String summary) {
    return make(
        name,
        List.copyOf(defaultValue),
        "a list of plugins: [{type: NAME, …}, …]",
        summary,
        raw -> readList(raw, item -> ComponentSpec.from(name, item)));
  }

  /** This option with a condition on its value, described in words that complete “must be …”. */
  public Option<T> where(Predicate<T> condition, String words) {
    return new Option<>(name, defaultValue, type, summary, reader, condition, words);
  }

  /** The constant's name; true and false are taken for yes and no where these are the words. */
  private static String word(Object raw, List<String> names) {
    String word = raw.toString().toLowerCase(Locale.ROOT);
    if (raw instanceof Boolean flag && !names.contains(word)) {
      return flag ? "yes" : "no";
    }
    return word;
  }

  /** YAML 1.2 has true and false alone; yes, no, on and off, which were so before, are texts. */
  private static @Nullable Boolean readFlag(Object raw) {
    return switch (raw.toString().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Integer readInteger(Object raw) {
    if (raw instanceof Integer i) {
      return i;
    }
    Double number = readReal(raw);
    return number != null && number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
        ? Integer.valueOf(number.intValue())
        : null;
  }

  private static @Nullable Double readReal(Object raw) {
    if (raw instanceof Number n) {
      return n.doubleValue();
    }
    // YAML 1.1 reads 1e-3 as a text.
    if (raw instanceof String text && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      return Double.valueOf(text);
    }
    return null;
  }

  /** A list of numbers may be written without its brackets: {@code 400,200}. */
  private static Object numbers(Object raw) {
    return raw instanceof String text ? List.of(text.strip().split("\\s*,\\s*", -1)) : raw;
  }

  private static <T> @Nullable List<T> readList(Object raw, Function<Object, @Nullable T> reader) {
    List<?> items = raw instanceof List<?> list ? list : List.of(raw);
    List<T> read = new ArrayList<>();
    for (Object item : items) {
      T value = item == null ? null : reader.apply(item);
      if (value == null) {
        return null;
      }
      read.add(value);
    }
    return List.copyOf(read);
  }

  static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String name() {
    return name;
  }

  /** The value used where none is given. */
  public T defaultValue() {
    T value = defaultValue;
    if (value == null) {
      throw new IllegalStateException("option '" + name + "' has no default");
    }
    return value;
  }

  public String summary() {
    return summary;
  }

  /** What may be written, in words. */
  public String allowed() {
    return allowedWords.isEmpty() ? type : type + ", " + allowedWords;
  }

  /**
   * Reads a value as YAML or JSON gives it.
   *
   * @param where names the place in messages, such as {@code prior}
   * @throws SettingException about this option if it is of another type or not allowed
   */
  public T read(String where, @Nullable Object raw) {
    T value = raw == null ? null : reader.apply(raw);
    if (value == null || !allowed.test(value)) {
      throw new SettingException(
          name, where + "." + name + ": '" + raw + "' is not allowed; it must be " + allowed());
    }
    return value;
  }

  /** The value as YAML or JSON writes it. */
  static Object written(Object value) {
    if (value instanceof Enum<?> constant) {
      return spelled(constant);
    }
    if (value instanceof ComponentSpec spec) {
      return spec.toMap();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Option::written).toList();
    }
    return value;
  }

  @Override
  public String toString() {
    return name
        + " = "
        + (defaultValue == null ? "none" : written(defaultValue))
        + " ("
        + allowed()
        + "): "
        + summary;
  }
}
