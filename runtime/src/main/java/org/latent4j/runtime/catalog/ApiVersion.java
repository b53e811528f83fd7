package org.latent4j.runtime.catalog;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latent4j.api.spi.Provider;

/**
 * Which version of the API a plugin was built for, and whether it fits the one that runs. Before
 * 1.0 the first two numbers have to agree; from then on the first has to agree and the second may
 * not be greater than the running one (semantic versioning).
 */
final class ApiVersion {
  /** Names the version in the manifest of a jar without a module descriptor. */
  static final String MANIFEST_ATTRIBUTE = "Latent4J-Api-Version";

  static final String MODULE = "org.latent4j.api";

  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+).*");

  private ApiVersion() {}

  /** The running API's; empty if it was started from classes without a version. */
  static Optional<String> running() {
    return Release.of(Provider.class.getModule());
  }

  /** What the compiler recorded in the descriptor of a module that requires the API. */
  static Optional<String> compiledInto(ModuleDescriptor descriptor) {
    return descriptor.requires().stream()
        .filter(requires -> requires.name().equals(MODULE))
        .findFirst()
        .flatMap(ModuleDescriptor.Requires::rawCompiledVersion);
  }

  /** What a manifest says. */
  static Optional<String> statedIn(Manifest manifest) {
    Attributes attributes = manifest.getMainAttributes();
    return Optional.ofNullable(attributes.getValue(MANIFEST_ATTRIBUTE));
  }

  /** Why a plugin built for this version does not fit the running one; empty if it does. */
  static Optional<String> misfit(String built) {
    return running()
        .filter(running -> !fits(built, running))
        .map(
            running ->
                "it was built for "
                    + MODULE
                    + " "
                    + built
                    + ", but "
                    + running
                    + " is running; get a build of it for that version");
  }

  /** Versions of another form say nothing, so they fit. */
  static boolean fits(String built, String running) {
    Matcher ours = FORM.matcher(running);
    Matcher theirs = FORM.matcher(built);
    if (!ours.matches() || !theirs.matches()) {
      return true;
    }
    int major = Integer.parseInt(ours.group(1));
    int minor = Integer.parseInt(ours.group(2));
    int builtMinor = Integer.parseInt(theirs.group(2));
    return Integer.parseInt(theirs.group(1)) == major
        && (major == 0 ? builtMinor == minor : builtMinor <= minor);
  }
}
