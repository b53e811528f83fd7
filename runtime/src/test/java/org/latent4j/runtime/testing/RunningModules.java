package org.latent4j.runtime.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the modules and jars of this Java machine lie. */
public final class RunningModules {
  private RunningModules() {}

  /** The jars and class folders of all modules that are not Java's own, then the class path. */
  public static List<Path> locations() {
    Stream<Path> modules =
        ModuleLayer.boot().configuration().modules().stream()
            .flatMap(module -> module.reference().location().stream())
            .filter(uri -> "file".equals(uri.getScheme()))
            .map(RunningModules::path);
    Stream<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .filter(entry -> entry.toString().contains("latent4j"));
    return Stream.concat(modules, classPath).toList();
  }

  /** The jar or class folder of one module. */
  public static Path location(String module) {
    return Optional.of(module)
        .flatMap(ModuleLayer.boot().configuration()::findModule)
        .flatMap(found -> found.reference().location())
        .map(RunningModules::path)
        .orElseThrow(() -> new IllegalStateException("no module " + module));
  }

  private static Path path(URI uri) {
    return Path.of(uri);
  }
}
