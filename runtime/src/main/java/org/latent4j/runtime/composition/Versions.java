package org.latent4j.runtime.composition;

import java.util.Optional;

/** Which Latent4J this is. */
public final class Versions {
  private Versions() {}

  /** The running version; empty if it was started from classes that carry none. */
  public static Optional<String> latent4j() {
    Module module = Versions.class.getModule();
    return module.isNamed()
        ? module.getDescriptor().rawVersion()
        : Optional.ofNullable(Versions.class.getPackage().getImplementationVersion());
  }

  /** Version and commit in words, for people. */
  public static String words() {
    return latent4j().orElse("(not from a build)")
        + " ("
        + Commit.ofBuild().map(Commit::toString).orElse("built outside a git checkout")
        + ")";
  }
}
