package org.latent4j.api.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A named tensor that belongs to a component and is saved with the model. A trainable one is moved
 * by an optimiser along its gradient; a buffer (running statistics, a multiplier) is moved by its
 * owner alone.
 */
public final class Parameter {
  private final String name;
  private final Tensor value;
  private final boolean trainable;
  private @Nullable Tensor gradient;

  private Parameter(String name, Tensor value, boolean trainable) {
    if (!name.matches("[a-z0-9]+([._-][a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "parameter name '" + name + "': lower-case words joined by '.', '-' or '_' are allowed");
    }
    this.name = name;
    this.value = value;
    this.trainable = trainable;
  }

  /**
   * A parameter for an optimiser to move.
   *
   * @param name lower-case words joined by dots, such as {@code encoder.hidden0.weight}
   */
  public static Parameter trainable(String name, Tensor value) {
    return new Parameter(name, value, true);
  }

  /** State that is saved with the model but that no optimiser moves. */
  public static Parameter buffer(String name, Tensor value) {
    return new Parameter(name, value, false);
  }

  public String name() {
    return name;
  }

  public Tensor value() {
    return value;
  }

  public boolean isTrainable() {
    return trainable;
  }

  /** The gradient that the last {@link Tape#backward} left; of the value's shape, zero at first. */
  public Tensor gradient() {
    Tensor present = gradient;
    if (present == null) {
      present = Tensor.zeros(value.shape());
      gradient = present;
    }
    return present;
  }

  @Override
  public String toString() {
    return name + Arrays.toString(value.shape());
  }
}
