package org.latent4j.app.command;

import java.nio.file.Path;
import java.util.List;
import org.latent4j.runtime.catalog.Catalog;

/** Looks for plugins. Asked only by commands that need any, and only when they run. */
@FunctionalInterface
public interface PluginSource {
  /**
   * The plugins there are.
   *
   * @param pluginPaths folders or jars beside the module path and the class path
   */
  Catalog discover(List<Path> pluginPaths);
}
