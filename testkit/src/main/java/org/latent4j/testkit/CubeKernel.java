package org.latent4j.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Kernel;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** x³ of each number: a kernel such as a plugin brings. */
final class CubeKernel implements Kernel {
  @Override
  public String name() {
    return "cube";
  }

  @Override
  public int[] shape(List<int[]> inputs) {
    return inputs.get(0).clone();
  }

  @Override
  public void forward(List<Tensor> inputs, Tensor output) {
    float[] x = inputs.get(0).data();
    for (int i = 0; i < output.size(); i++) {
      output.data()[i] = x[i] * x[i] * x[i];
    }
  }

  @Override
  public void backward(
      List<Tensor> inputs, Tensor output, Tensor outputGradient, List<@Nullable Tensor> gradients) {
    Tensor gradient = gradients.get(0);
    if (gradient != null) {
      float[] x = inputs.get(0).data();
      for (int i = 0; i < output.size(); i++) {
        gradient.data()[i] += outputGradient.data()[i] * 3 * x[i] * x[i];
      }
    }
  }

  @Override
  public Var compose(List<Var> inputs) {
    return inputs.get(0).square().times(inputs.get(0));
  }
}
