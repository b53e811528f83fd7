package org.latent4j.runtime.catalog;

import java.util.Optional;

/**
 * Why a plugin, or a whole jar, cannot be used. It stops nobody who does not ask for it.
 *
 * @param kind the kind of plugin it would have been; empty if that is not known
 * @param name its name; empty if that is not known
 * @param message where it is, what is wrong and what to do
 */
public record Problem(Optional<Kind<?>> kind, Optional<String> name, String message) {
  static Problem of(String message) {
    return new Problem(Optional.empty(), Optional.empty(), message);
  }

  static Problem of(Kind<?> kind, String message) {
    return new Problem(Optional.of(kind), Optional.empty(), message);
  }

  static Problem of(Kind<?> kind, String name, String message) {
    return new Problem(Optional.of(kind), Optional.of(name), message);
  }

  /** Whether this may be why a plugin was not found. */
  boolean mayHide(Kind<?> wanted, String wantedName) {
    return kind.map(wanted::equals).orElse(true) && name.map(wantedName::equals).orElse(true);
  }

  @Override
  public String toString() {
    return message;
  }
}
