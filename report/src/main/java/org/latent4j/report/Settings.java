package org.latent4j.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings that belong together.
 *
 * @param title such as {@code Training}
 * @param entries value by name, in the order they are shown
 */
public record Settings(String title, Map<String, String> entries) {
  public Settings {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
