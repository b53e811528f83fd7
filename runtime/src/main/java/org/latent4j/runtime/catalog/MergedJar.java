package org.latent4j.runtime.catalog;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.latent4j.api.spi.Provider;

/**
 * The jar that the API lies in, where other jars were merged into it, plugins among them (a shaded
 * jar). Each of these had a file of {@code META-INF/services} of the same name; where the tool kept
 * only one of them, the other plugins are in the jar and nobody finds them.
 */
final class MergedJar {
  /** By which a class is taken for a provider without a look at all the others. */
  private static final String SUFFIX = "Provider.class";

  private final Path jar;
  private final ClassLoader loader;

  private MergedJar(Path jar, ClassLoader loader) {
    this.jar = jar;
    this.loader = loader;
  }

  /** What a class loader sees of providers that lie in the API's jar and that no file names. */
  static List<Problem> unnamedProviders(ClassLoader loader) {
    return Origin.codeSource(Provider.class)
        .flatMap(CodeLocation::path)
        .filter(Files::isRegularFile)
        .map(path -> new MergedJar(path, loader).unnamedProviders())
        .orElse(List.of());
  }

  private List<Problem> unnamedProviders() {
    List<Class<?>> candidates;
    try (JarFile file = new JarFile(jar.toFile())) {
      candidates =
          file.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF/"))
              .sorted()
              .flatMap(name -> type(name).stream())
              .toList();
    } catch (IOException e) {
      return List.of(); // Java itself has just read classes from it
    }
    return Kind.all().stream().flatMap(kind -> problem(kind, candidates).stream()).toList();
  }

  private Optional<Class<?>> type(String entry) {
    String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty(); // of a library that is not whole
    }
  }

  private Optional<Problem> problem(Kind<?> kind, List<Class<?>> candidates) {
    Set<String> missing = new TreeSet<>();
    for (Class<?> candidate : candidates) {
      int modifiers = candidate.getModifiers();
      if (kind.service().isAssignableFrom(candidate)
          && Modifier.isPublic(modifiers)
          && !Modifier.isAbstract(modifiers)) {
        missing.add(candidate.getName());
      }
    }
    missing.removeAll(ProviderScan.named(loader, kind.service()));
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            kind,
            jar
                + " holds the "
                + kind
                + (missing.size() == 1 ? " provider " : " providers ")
                + String.join(", ", missing)
                + ", but no file META-INF/services/"
                + kind.service().getName()
                + (missing.size() == 1 ? " names it" : " names them")
                + "; where jars are merged, these files are to be merged too: with"
                + " maven-shade-plugin by its ServicesResourceTransformer, with Gradle's Shadow by"
                + " mergeServiceFiles()"));
  }
}
