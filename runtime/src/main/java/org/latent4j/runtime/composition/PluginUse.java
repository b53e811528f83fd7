package org.latent4j.runtime.composition;

import java.util.Optional;
import org.latent4j.runtime.catalog.Plugin;

/**
 * A plugin that a model was composed of, for the records.
 *
 * @param kind the word of its kind
 * @param name its name
 * @param module its module; empty if it was on the class path
 * @param version its module's version; empty if it has none
 * @param jar the file name of its jar; empty if it was in none
 */
public record PluginUse(
    String kind,
    String name,
    Optional<String> module,
    Optional<String> version,
    Optional<String> jar) {
  /** Of a plugin that is in use. */
  public static PluginUse of(Plugin<?> plugin) {
    return new PluginUse(
        plugin.kind().word(),
        plugin.name(),
        plugin.origin().module(),
        plugin.origin().version(),
        plugin.origin().jar());
  }

  /** Where it came from, such as {@code com.acme.student@1.2 (student-1.2.jar)}. */
  public String source() {
    return module.orElse("the class path")
        + version.map(v -> "@" + v).orElse("")
        + jar.map(file -> " (" + file + ")").orElse("");
  }

  @Override
  public String toString() {
    return kind + " '" + name + "' of " + source();
  }
}
