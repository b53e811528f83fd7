package org.latent4j.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The vector-Jacobian product of an operation: from the objective's gradient with respect to the
 * result to that with respect to one input.
 */
@FunctionalInterface
interface Pullback {
  /**
   * The gradient with respect to an input.
   *
   * @param scope owns the result
   * @param outputGradient of the result's matrix shape
   * @param input which input, counted from 0
   * @return of the input's matrix shape; may be {@code outputGradient} itself or a view of it
   */
  INDArray of(NativeScope scope, INDArray outputGradient, int input);
}
