package org.latent4j.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;

/**
 * Settings as a configuration file writes them: maps, lists, texts, numbers and booleans under the
 * keys that {@link ExperimentSettings} describes. Immutable; settings are laid over one another,
 * the later ones over the earlier.
 */
public final class Configuration {
  private static final Configuration EMPTY = new Configuration(Map.of());
  private static final String TYPE = "type";

  private final Map<String, Object> values;

  private Configuration(Map<String, Object> values) {
    this.values = values;
  }

  /** Nothing is set: everything is at its default. */
  public static Configuration empty() {
    return EMPTY;
  }

  /**
   * These settings with others laid over them. Maps are laid over one another key by key, other
   * values are replaced; a key without a value (null) goes back to its default. Where a plugin's
   * {@code type} becomes another, the options of the former one are dropped with it; a plugin's
   * name alone stands for its {@code type}.
   */
  public Configuration with(Map<String, ? extends @Nullable Object> settings) {
    return new Configuration(merged(values, settings));
  }

  /**
   * These settings with one of them changed.
   *
   * @param key such as {@code encoder.hidden}: the keys on the way, joined by dots
   * @throws Latent4jException if the key is none, or lies inside something that is no map
   */
  public Configuration with(String key, @Nullable Object value) {
    List<String> path = List.of(key.split("\\.", -1));
    if (path.stream().anyMatch(String::isBlank)) {
      throw new SettingException(
          "'" + key + "' is no key; write keys joined by dots, such as encoder.hidden");
    }
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put(path.get(path.size() - 1), value);
    for (int i = path.size() - 2; i >= 0; i--) {
      Map<String, @Nullable Object> outer = new LinkedHashMap<>();
      outer.put(path.get(i), settings);
      settings = outer;
    }
    return with(settings);
  }

  /** The settings, in the order in which their keys were first set; not to be changed. */
  public Map<String, Object> toMap() {
    return values;
  }

  private static Map<String, Object> merged(Map<?, ?> base, Map<?, ?> over) {
    Map<String, Object> result = new LinkedHashMap<>();
    boolean becomesAnother =
        base.containsKey(TYPE) && over.containsKey(TYPE) && !base.get(TYPE).equals(over.get(TYPE));
    if (!becomesAnother) {
      base.forEach((key, value) -> result.put(String.valueOf(key), value));
    }
    over.forEach(
        (rawKey, value) -> {
          String key = String.valueOf(rawKey);
          Object former = result.get(key);
          if (value == null) {
            result.remove(key);
          } else if (value instanceof Map<?, ?> map) {
            result.put(key, merged(former == null ? Map.of() : asMap(former), map));
          } else if (former instanceof Map<?, ?> map && value instanceof String type) {
            result.put(key, merged(map, Map.of(TYPE, type)));
          } else {
            result.put(key, frozen(value));
          }
        });
    return Collections.unmodifiableMap(result);
  }

  /** A plugin's name stands for a map with its type. */
  private static Map<?, ?> asMap(Object former) {
    if (former instanceof Map<?, ?> map) {
      return map;
    }
    return former instanceof String type ? Map.of(TYPE, type) : Map.of();
  }

  private static Object frozen(Object value) {
    return value instanceof List<?> list
        ? Collections.unmodifiableList(new ArrayList<>(list))
        : value;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
