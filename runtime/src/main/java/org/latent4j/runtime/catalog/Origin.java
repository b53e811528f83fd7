package org.latent4j.runtime.catalog;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where a plugin comes from.
 *
 * @param module the name of its module; empty on the class path
 * @param version the version of its module, or of its jar's manifest; empty if none is given
 * @param location its jar or folder of classes; empty if it has none
 */
public record Origin(Optional<String> module, Optional<String> version, Optional<Path> location) {
  /** Where this class was loaded from. */
  static Origin of(Class<?> type) {
    Module module = type.getModule();
    if (!module.isNamed()) {
      return new Origin(
          Optional.empty(),
          Optional.ofNullable(type.getPackage().getImplementationVersion()),
          codeSource(type));
    }
    Optional<URI> reference =
        Optional.ofNullable(module.getLayer())
            .flatMap(layer -> layer.configuration().findModule(module.getName()))
            .map(ResolvedModule::reference)
            .flatMap(found -> found.location());
    return new Origin(
        Optional.of(module.getName()),
        module.getDescriptor().rawVersion(),
        reference.flatMap(Origin::path));
  }

  /** Where a module would be loaded from. */
  static Origin of(ModuleDescriptor descriptor, Path jar) {
    return new Origin(Optional.of(descriptor.name()), descriptor.rawVersion(), Optional.of(jar));
  }

  private static Optional<Path> codeSource(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    if (url == null) {
      return Optional.empty();
    }
    try {
      return path(url.toURI());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> path(URI uri) {
    try {
      return Optional.of(Path.of(uri));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty(); // inside a JDK image or another jar
    }
  }

  /** Module and version, such as {@code org.latent4j.priors@0.1.0}. */
  public String label() {
    return module.orElse("class path") + version.map(v -> "@" + v).orElse("");
  }

  /** The file name of its jar; empty if it is in none. */
  public Optional<String> jar() {
    return location.map(path -> path.getFileName().toString()).filter(n -> n.endsWith(".jar"));
  }

  /** Module, version and location in one line. */
  @Override
  public String toString() {
    return label() + location.map(path -> " (" + path + ")").orElse("");
  }
}
