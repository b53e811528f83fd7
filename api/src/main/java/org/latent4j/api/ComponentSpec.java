package org.latent4j.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names a plugin and the options it is to be made with, as a configuration writes it: {@code {type:
 * mlp, hidden: [400]}}.
 *
 * @param type the plugin's name
 * @param options option values as read from YAML or JSON: numbers, texts, booleans, lists, maps; in
 *     the order given, which is that of the files they are written to: {@code Map.of} has another
 *     in each Java machine, {@link #with} has not
 */
public record ComponentSpec(String type, Map<String, Object> options) {
  public ComponentSpec {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  public static ComponentSpec of(String type) {
    return new ComponentSpec(type, Map.of());
  }

  /** This with one option more, or another value for it. */
  public ComponentSpec with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(options);
    more.put(key, value);
    return new ComponentSpec(type, more);
  }

  /** As a configuration writes it: the key {@code type}, then the options. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", type);
    map.putAll(options);
    return map;
  }

  /**
   * Reads what {@link #toMap} writes; a plain text is a type without options.
   *
   * @param where names the place in messages, such as {@code likelihood}
   * @throws Latent4jException if it is neither a text nor a map with a text under {@code type}
   */
  public static ComponentSpec from(String where, Object raw) {
    if (raw instanceof ComponentSpec spec) {
      return spec;
    }
    if (raw instanceof String type) {
      return of(type);
    }
    if (raw instanceof Map<?, ?> map && map.get("type") instanceof String type) {
      Map<String, Object> options = new LinkedHashMap<>();
      map.forEach(
          (key, value) -> {
            if (!"type".equals(key)) {
              options.put(String.valueOf(key), value);
            }
          });
      return new ComponentSpec(type, options);
    }
    throw new SettingException(
        where,
        where
            + ": '"
            + raw
            + "' does not name a plugin; write its name, or {type: NAME, option: value, …}");
  }
}
