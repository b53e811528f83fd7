package org.latent4j.api.data;

import java.util.List;

/**
 * Something known of every example beside its values: its class, or a factor that it was drawn
 * from.
 *
 * @param name such as {@code label} or {@code orientation}
 * @param values the names of its values, in order
 */
public record Factor(String name, List<String> values) {
  public Factor {
    values = List.copyOf(values);
  }
}
