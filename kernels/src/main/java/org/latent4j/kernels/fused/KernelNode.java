package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Tensor;

/** A computation that a plugin brings with its own backward pass. */
final class KernelNode extends Node {
  private final Kernel kernel;
  private final List<Node> inputs;

  KernelNode(FusedTape tape, Kernel kernel, List<Node> inputs, int[] shape) {
    super(tape, shape[0], shape.length == 1 ? 1 : shape[1], shape.length == 1);
    this.kernel = kernel;
    this.inputs = inputs;
    kernel.forward(values(), value());
  }

  private List<Tensor> values() {
    return inputs.stream().map(Node::value).toList();
  }

  @Override
  boolean inputsWanted() {
    for (Node input : inputs) {
      if (input.wanted) {
        return true;
      }
    }
    return false;
  }

  @Override
  void backward() {
    List<@Nullable Tensor> gradients = new ArrayList<>();
    for (Node input : inputs) {
      gradients.add(input.wanted ? Tensor.of(input.gradientToAddTo(), input.shape()) : null);
    }
    kernel.backward(values(), value(), Tensor.of(gradient(), shape()), gradients);
  }
}
