package org.latent4j.api.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.SettingException;

/** The values of a plugin's options, checked, defaults filled in. */
public final class Options {
  private final Map<String, Object> values;

  private Options(Map<String, Object> values) {
    this.values = values;
  }

  /** Every option at its default. */
  public static Options defaults(List<Option<?>> declared) {
    return resolve("options", declared, Map.of());
  }

  /**
   * Checks the given values against the declared options.
   *
   * @param where names the plugin in messages, such as {@code prior 'mixture'}
   * @throws SettingException about the key, for an unknown one (the message names the nearest) or a
   *     value not allowed
   */
  public static Options resolve(String where, List<Option<?>> declared, Map<String, ?> given) {
    List<String> names = declared.stream().map(Option::name).toList();
    for (String key : given.keySet()) {
      if (!names.contains(key)) {
        throw new SettingException(key, NearMiss.unknown(where + " has no option", key, names));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option<?> option : declared) {
      values.put(
          option.name(),
          given.containsKey(option.name())
              ? (Object) option.read(where, given.get(option.name()))
              : option.defaultValue());
    }
    return new Options(values);
  }

  /** The value of one of the declared options. */
  @SuppressWarnings("unchecked") // resolve() put a T under the name of an Option<T>
  public <T> T get(Option<T> option) {
    Object value = values.get(option.name());
    if (value == null) {
      throw new IllegalArgumentException(
          "option '" + option.name() + "' is not among the declared " + values.keySet());
    }
    return (T) value;
  }

  /** All values as YAML or JSON writes them, defaults included: what provenance records. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((name, value) -> map.put(name, Option.written(value)));
    return Collections.unmodifiableMap(map);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
