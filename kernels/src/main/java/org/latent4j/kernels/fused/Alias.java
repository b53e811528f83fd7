package org.latent4j.kernels.fused;

import java.util.Arrays;

/** The same numbers under another shape, or without a gradient. */
final class Alias extends Node {
  private final Node x;
  private final boolean differentiable;

  Alias(Node x, int[] shape, boolean differentiable) {
    super(x.tape, shape[0], columnsOf(shape), shape.length == 1, x.data);
    if (rows * columns != x.size() || shape.length > 2) {
      throw new IllegalArgumentException(
          "reshape of "
              + Arrays.toString(x.shape())
              + " to "
              + Arrays.toString(shape)
              + "; a vector or matrix of "
              + x.size()
              + " numbers is allowed");
    }
    this.x = x;
    this.differentiable = differentiable;
  }

  private static int columnsOf(int[] shape) {
    return shape.length == 1 ? 1 : shape[1];
  }

  @Override
  boolean inputsWanted() {
    return differentiable && x.wanted;
  }

  @Override
  void backward() {
    tape.arrays.addScaled(1, gradient(), x.gradientToAddTo(), 0, size());
  }
}
