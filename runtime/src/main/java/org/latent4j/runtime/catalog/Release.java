package org.latent4j.runtime.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which Latent4J runs. */
public final class Release {
  private static final String FILE = "version.txt";

  private Release() {}

  /** The version of a module of Latent4J; on the class path, of the whole. */
  public static Optional<String> of(Module module) {
    return module.isNamed() ? module.getDescriptor().rawVersion() : onClassPath();
  }

  /**
   * From a file of our own: a manifest is another's where jars were merged into one, and so is the
   * version in it.
   */
  private static Optional<String> onClassPath() {
    try (InputStream in = Release.class.getResourceAsStream(FILE)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
