package org.latent4j.runtime.catalog;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.latent4j.runtime.storage.FileFailure;

/**
 * A jar of a plugin folder that has been looked at from outside; no class of it is loaded.
 *
 * @param path where it is
 * @param descriptor of its module; an automatic one if it declares none
 */
record PluginJar(Path path, ModuleDescriptor descriptor) {
  /** A jar that cannot be used; the message is the whole of what its user reads. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(Path jar, String reason) {
      super(jar + ": " + reason);
    }
  }

  /**
   * Looks at a jar.
   *
   * @throws Unusable if it is damaged, needs a newer Java, brings classes of Latent4J along or was
   *     built for another version of it
   */
  static PluginJar open(Path path, HostPackages host) throws Unusable {
    Optional<String> api;
    try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
      checkDescriptorVersion(path, jar);
      api = manifest(path, jar).flatMap(ApiVersion::statedIn);
    } catch (IOException e) {
      throw new Unusable(
          path, "it is not a readable jar (" + FileFailure.reason(e) + "); copy or build it again");
    }
    ModuleDescriptor descriptor = descriptor(path);
    checkPackages(path, descriptor, host);
    Optional<String> misfit =
        ApiVersion.compiledInto(descriptor).or(() -> api).flatMap(ApiVersion::misfit);
    if (misfit.isPresent()) {
      throw new Unusable(path, misfit.get());
    }
    return new PluginJar(path, descriptor);
  }

  String module() {
    return descriptor.name();
  }

  Origin origin() {
    return Origin.of(descriptor, path);
  }

  private static void checkDescriptorVersion(Path path, JarFile jar) throws IOException, Unusable {
    JarEntry entry = jar.getJarEntry("module-info.class");
    if (entry == null) {
      return;
    }
    try (InputStream in = jar.getInputStream(entry);
        DataInputStream data = new DataInputStream(in)) {
      data.readInt(); // 0xCAFEBABE
      data.readUnsignedShort(); // the minor version
      int major = data.readUnsignedShort();
      if (major > runningClassFileVersion()) {
        throw new Unusable(path, LoadFailure.newerJava(major));
      }
    }
  }

  private static int runningClassFileVersion() {
    return (int) Double.parseDouble(System.getProperty("java.class.version"));
  }

  private static Optional<Manifest> manifest(Path path, JarFile jar) throws Unusable {
    try {
      return Optional.ofNullable(jar.getManifest());
    } catch (IOException e) {
      throw new Unusable(path, "its manifest cannot be read (" + e.getMessage() + "); rebuild it");
    }
  }

  private static ModuleDescriptor descriptor(Path path) throws Unusable {
    try {
      return ModuleFinder.of(path).findAll().iterator().next().descriptor();
    } catch (FindException e) {
      throw new Unusable(path, LoadFailure.words(e));
    }
  }

  private static void checkPackages(Path path, ModuleDescriptor descriptor, HostPackages host)
      throws Unusable {
    if (host.isModule(descriptor.name())) {
      throw new Unusable(
          path,
          "it is a copy of module "
              + descriptor.name()
              + ", which Latent4J already has; remove it from there");
    }
    List<String> bundled =
        new TreeSet<>(descriptor.packages()).stream().filter(host::contains).toList();
    if (!bundled.isEmpty()) {
      throw new Unusable(
          path,
          "it bundles Latent4J's own "
              + (bundled.size() == 1 ? "package " : "packages ")
              + String.join(", ", bundled)
              + "; rebuild it without them (in Maven, give the dependency the scope 'provided' or"
              + " exclude it from the shaded jar)");
    }
  }

  /** By file name, so that messages come in the same order everywhere. */
  static Comparator<PluginJar> order() {
    return Comparator.comparing(PluginJar::path);
  }
}
