package org.latent4j.kernels.fused;

import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tensor;

/** Optimisers' steps over stretches of arrays. */
final class ArraySteps implements Engine.Elementwise {
  private final ArrayMath arrays;

  ArraySteps(ArrayMath arrays) {
    this.arrays = arrays;
  }

  @Override
  public Engine.AdamStep adam(double rate, double beta1, double beta2, double epsilon, long step) {
    // rate · (m/c₁) / (√(v/c₂) + ε) = (rate √c₂/c₁) · m / (√v + ε √c₂), with cᵢ = 1 − βᵢᵗ
    double correction1 = 1 - Math.pow(beta1, (double) step);
    double correction2 = Math.sqrt(1 - Math.pow(beta2, (double) step));
    float stepRate = (float) (rate * correction2 / correction1);
    float stepEpsilon = (float) (epsilon * correction2);
    return (value, gradient, offset, firstMoment, secondMoment, from, to) ->
        arrays.adam(
            value.data(),
            gradient,
            offset - from,
            firstMoment.data(),
            secondMoment.data(),
            stepRate,
            (float) beta1,
            (float) (1 - beta1),
            (float) beta2,
            (float) (1 - beta2),
            stepEpsilon,
            from,
            to);
  }

  @Override
  public void momentum(
      Tensor value,
      float[] gradient,
      int offset,
      Tensor velocity,
      double rate,
      double momentum,
      int from,
      int to) {
    arrays.momentum(
        value.data(),
        gradient,
        offset - from,
        velocity.data(),
        (float) rate,
        (float) momentum,
        from,
        to);
  }
}
