package org.latent4j.api.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A formula that a plugin author has written out as one pass forward and one pass backward over
 * plain arrays. The formula itself stays, in {@link #compose}: an engine that does not work on
 * arrays uses it, and the contract test holds the two equal, values and gradients. All tensors are
 * row-major. An implementation holds no state.
 */
public interface Kernel {
  /** A name for messages and profiles. */
  String name();

  /** The shape of the result for inputs of these shapes. */
  int[] shape(List<int[]> inputs);

  /** Writes the result into {@code output}, whose content is undefined before. */
  void forward(List<Tensor> inputs, Tensor output);

  /**
   * Adds to each wanted input's gradient: ∂L/∂inputᵢ += ∂L/∂output · ∂output/∂inputᵢ.
   *
   * @param gradients one for each input; null where no gradient is wanted
   */
  void backward(
      List<Tensor> inputs, Tensor output, Tensor outputGradient, List<@Nullable Tensor> gradients);

  /** The same computation, composed of the tape's operations. */
  Var compose(List<Var> inputs);
}
