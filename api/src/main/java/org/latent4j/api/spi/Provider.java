package org.latent4j.api.spi;

import java.util.List;

/**
 * What a plugin jar offers: a name and the means to make a component. A provider is cheap to
 * construct, has a public constructor without arguments, and is declared in its module with {@code
 * provides … with …}.
 */
public interface Provider {
  /**
   * The form of a name: it is written into model folders and configurations, so it never changes.
   */
  String NAME_FORM = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  /** The plugin's name, of the form {@link #NAME_FORM}, unique among plugins of its kind. */
  String name();

  /** One line for {@code plugins list}. */
  String summary();

  /** The options it understands. */
  default List<Option<?>> options() {
    return List.of();
  }
}
