package org.latent4j.kernels.fused;

import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tensor;

/** A constant, or a parameter's value. */
final class Leaf extends Node {
  private final Tensor tensor;
  final @Nullable Parameter parameter;

  /** Of a parameter: the tape's pass that it was last recorded in. */
  long pass = -1;

  /** Of a parameter: whether that has moved since. */
  boolean outdated;

  Leaf(FusedTape tape, Tensor tensor, @Nullable Parameter parameter) {
    super(tape, tensor.rows(), tensor.columns(), tensor.rank() == 1, tensor.data());
    if (tensor.rank() > 2) {
      throw new IllegalArgumentException(
          "a tensor of rank " + tensor.rank() + " on the tape; it must be a vector or a matrix");
    }
    this.tensor = tensor;
    this.parameter = parameter;
  }

  @Override
  public Tensor value() {
    return tensor;
  }

  @Override
  boolean inputsWanted() {
    return false;
  }

  @Override
  void backward() {}

  @Override
  boolean adoptsGradients() {
    return parameter == null;
  }

  /** A parameter's gradient is gathered where the optimiser will look for it. */
  @Override
  float[] gradientStorage() {
    return parameter == null ? super.gradientStorage() : parameter.gradient().data();
  }
}
