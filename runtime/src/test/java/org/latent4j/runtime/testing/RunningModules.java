package org.latent4j.runtime.testing;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the modules and jars of this Java machine lie. */
public final class RunningModules {
  private RunningModules() {}

  /** The jars and class folders of all modules that are not Java's own, then of the class path. */
  public static List<Path> locations() {
    Stream<Path> modules =
        ModuleLayer.boot().configuration().modules().stream()
            .flatMap(module -> module.reference().location().stream())
            .filter(uri -> "file".equals(uri.getScheme()))
            .map(Path::of);
    return Stream.concat(modules, classPath()).toList();
  }

  /** What plugins are compiled with: the toolkit itself, and its annotations. */
  private static Stream<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("latent4j-") || entry.contains("jspecify"))
        .map(Path::of);
  }

  /** The jar or class folder of one module. */
  public static Path location(String module) {
    Optional<ModuleReference> running =
        ModuleLayer.boot()
            .configuration()
            .findModule(module)
            .map(ResolvedModule::reference)
            .or(() -> ModuleFinder.of(classPath().toArray(Path[]::new)).find(module));
    return running
        .flatMap(ModuleReference::location)
        .map(Path::of)
        .orElseThrow(() -> new IllegalStateException("no module " + module));
  }
}
