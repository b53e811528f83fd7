package org.latent4j.api.tensor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters in a fixed order, each under its own name. */
public final class Parameters implements Iterable<Parameter> {
  private static final Parameters NONE = new Parameters(Map.of());
  private final Map<String, Parameter> byName;
  private final List<Parameter> list;

  private Parameters(Map<String, Parameter> byName) {
    this.byName = byName;
    this.list = List.copyOf(byName.values());
  }

  public static Parameters none() {
    return NONE;
  }

  public static Parameters of(Parameter... parameters) {
    return of(List.of(parameters));
  }

  /**
   * Parameters in this order.
   *
   * @throws IllegalArgumentException if two different parameters have the same name
   */
  public static Parameters of(List<Parameter> parameters) {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Parameter other = byName.put(parameter.name(), parameter);
      if (other != null && other != parameter) {
        throw new IllegalArgumentException("two parameters are named '" + parameter.name() + "'");
      }
    }
    return new Parameters(byName);
  }

  /** All of these and all of the others, in that order; one that is in both counts once. */
  public Parameters and(Parameters others) {
    List<Parameter> all = new ArrayList<>(list);
    all.addAll(others.list);
    return of(all);
  }

  public List<Parameter> asList() {
    return list;
  }

  /** Those that an optimiser may move. */
  public Parameters trainable() {
    return of(list.stream().filter(Parameter::isTrainable).toList());
  }

  public Optional<Parameter> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public boolean contains(Parameter parameter) {
    return byName.get(parameter.name()) == parameter;
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** How many numbers all of them hold together. */
  public long count() {
    return list.stream().mapToLong(p -> p.value().size()).sum();
  }

  @Override
  public Iterator<Parameter> iterator() {
    return list.iterator();
  }

  @Override
  public String toString() {
    return list.toString();
  }
}
