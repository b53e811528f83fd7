package org.latent4j.runtime.catalog;

import org.latent4j.api.spi.Provider;

/**
 * A plugin that was found.
 *
 * @param kind what it makes
 * @param name its provider's name
 * @param provider makes its components
 * @param origin where it comes from
 * @param <P> the provider's interface
 */
public record Plugin<P extends Provider>(Kind<P> kind, String name, P provider, Origin origin) {
  /** As messages name it, such as {@code prior 'laplace'}. */
  public String title() {
    return kind + " '" + name + "'";
  }

  @Override
  public String toString() {
    return title() + " of " + origin;
  }
}
