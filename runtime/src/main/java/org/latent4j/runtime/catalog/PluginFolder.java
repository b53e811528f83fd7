package org.latent4j.runtime.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.storage.FileFailure;

/**
 * The jars of a plugin path, in the groups that are loaded together.
 *
 * @param path as it was given
 * @param groups the jars directly in it, then those of each sub-folder; no group is empty
 */
record PluginFolder(Path path, List<List<Path>> groups) {
  /**
   * Lists a folder, or takes a single jar for one.
   *
   * @throws Latent4jException if it does not exist, cannot be read or is neither folder nor jar
   */
  static PluginFolder at(Path path) {
    if (!Files.exists(path)) {
      throw new Latent4jException(
          "plugin path "
              + path
              + ": there is no such file; give a folder with plugin jars, or one jar");
    }
    if (isJar(path)) {
      return new PluginFolder(path, List.of(List.of(path)));
    }
    if (!Files.isDirectory(path)) {
      throw new Latent4jException(
          "plugin path " + path + ": it is neither a folder nor a jar; give one of these");
    }
    List<List<Path>> groups = new ArrayList<>();
    groups.add(list(path, PluginFolder::isJar));
    for (Path folder : list(path, Files::isDirectory)) {
      groups.add(list(folder, PluginFolder::isJar));
    }
    groups.removeIf(List::isEmpty);
    return new PluginFolder(path, groups);
  }

  private static boolean isJar(Path path) {
    return path.getFileName() != null
        && path.getFileName().toString().endsWith(".jar")
        && !Files.isDirectory(path);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileFailure.reading(folder, e);
    }
  }
}
