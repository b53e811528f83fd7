package org.latent4j.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;

/** A copy of parameters' values, to go back to. */
final class Snapshot {
  private final Parameters parameters;
  private final Map<String, Tensor> values = new LinkedHashMap<>();

  /** A copy of the values as they are now. */
  Snapshot(Parameters parameters) {
    this.parameters = parameters;
    for (Parameter parameter : parameters) {
      values.put(parameter.name(), parameter.value().copy());
    }
  }

  /** Copies the values again. */
  void take() {
    for (Parameter parameter : parameters) {
      copy(parameter.value(), copyOf(parameter));
    }
  }

  /** Gives the parameters the copied values. */
  void restore() {
    for (Parameter parameter : parameters) {
      copy(copyOf(parameter), parameter.value());
    }
  }

  /** The copies by parameter name; live. */
  Map<String, Tensor> values() {
    return values;
  }

  private Tensor copyOf(Parameter parameter) {
    Tensor copy = values.get(parameter.name());
    if (copy == null) {
      throw new IllegalStateException("no copy of " + parameter);
    }
    return copy;
  }

  private static void copy(Tensor from, Tensor to) {
    System.arraycopy(from.data(), 0, to.data(), 0, from.size());
  }
}
