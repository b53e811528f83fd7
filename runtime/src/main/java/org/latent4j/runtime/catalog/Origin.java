package org.latent4j.runtime.catalog;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
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
public record Origin(
    Optional<String> module, Optional<String> version, Optional<CodeLocation> location) {
  /** Where this class was loaded from. */
  static Origin of(Class<?> type) {
    Module module = type.getModule();
    if (!module.isNamed()) {
      return new Origin(
          Optional.empty(),
          Optional.ofNullable(type.getPackage().getImplementationVersion()),
          codeSource(type));
    }
    return new Origin(
        Optional.of(module.getName()),
        module.getDescriptor().rawVersion(),
        Optional.ofNullable(module.getLayer())
            .flatMap(layer -> layer.configuration().findModule(module.getName()))
            .map(ResolvedModule::reference)
            .flatMap(found -> found.location())
            .flatMap(CodeLocation::of));
  }

  /** Where a module would be loaded from. */
  static Origin of(ModuleDescriptor descriptor, Path jar) {
    return new Origin(
        Optional.of(descriptor.name()), descriptor.rawVersion(), Optional.of(CodeLocation.of(jar)));
  }

  /** The jar or folder that a class was loaded from; empty if its loader names none. */
  static Optional<CodeLocation> codeSource(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .flatMap(CodeLocation::of);
  }

  /** Module and version, such as {@code org.latent4j.priors@0.1.0}. */
  public String label() {
    return module.orElse("class path") + version.map(v -> "@" + v).orElse("");
  }

  /** The file name of its jar; empty if it is in none. */
  public Optional<String> jar() {
    return location.flatMap(CodeLocation::jar);
  }

  /** Module, version and location in one line. */
  @Override
  public String toString() {
    return label() + location.map(place -> " (" + place + ")").orElse("");
  }
}
