package org.latent4j.data;

import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * The order of a factor's values: numbers by size, before all other names in alphabetical order.
 */
final class ValueOrder implements Comparator<String> {
  @Override
  public int compare(String a, String b) {
    OptionalDouble x = number(a);
    OptionalDouble y = number(b);
    if (x.isPresent() && y.isPresent()) {
      int order = Double.compare(x.getAsDouble(), y.getAsDouble());
      return order != 0 ? order : a.compareTo(b);
    }
    if (x.isPresent() || y.isPresent()) {
      return x.isPresent() ? -1 : 1;
    }
    return a.compareTo(b);
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
