package org.latent4j.runtime.composition;

import java.util.Optional;
import org.latent4j.runtime.catalog.Release;

/** Which Latent4J this is. */
public final class Versions {
  private Versions() {}

  /** The running version; empty if it was started from classes that carry none. */
  public static Optional<String> latent4j() {
    return Release.of(Versions.class.getModule());
  }

  /** Version and commit in words, for people. */
  public static String words() {
    return latent4j().orElse("(not from a build)")
        + " ("
        + Commit.ofBuild().map(Commit::toString).orElse("built outside a git checkout")
        + ")";
  }
}
