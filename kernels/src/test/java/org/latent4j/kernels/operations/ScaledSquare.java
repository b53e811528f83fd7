package org.latent4j.kernels.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** A kernel such as a plugin brings: x² / s of two operands of the same shape. */
final class ScaledSquare implements Kernel {
  @Override
  public String name() {
    return "scaled-square";
  }

  @Override
  public int[] shape(List<int[]> inputs) {
    return inputs.get(0).clone();
  }

  @Override
  public void forward(List<Tensor> inputs, Tensor output) {
    float[] x = inputs.get(0).data();
    float[] s = inputs.get(1).data();
    for (int i = 0; i < inputs.get(0).size(); i++) {
      output.data()[i] = x[i] * x[i] / s[i];
    }
  }

  @Override
  public void backward(
      List<Tensor> inputs, Tensor output, Tensor outputGradient, List<@Nullable Tensor> gradients) {
    float[] x = inputs.get(0).data();
    float[] s = inputs.get(1).data();
    float[] g = outputGradient.data();
    for (int i = 0; i < inputs.get(0).size(); i++) {
      if (gradients.get(0) != null) {
        gradients.get(0).data()[i] += g[i] * 2 * x[i] / s[i];
      }
      if (gradients.get(1) != null) {
        gradients.get(1).data()[i] -= g[i] * x[i] * x[i] / (s[i] * s[i]);
      }
    }
  }

  @Override
  public Var compose(List<Var> inputs) {
    return inputs.get(0).square().dividedBy(inputs.get(1));
  }
}
