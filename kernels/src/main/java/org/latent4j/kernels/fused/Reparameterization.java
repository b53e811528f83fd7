package org.latent4j.kernels.fused;

import java.util.Arrays;

/** z = μ + exp(½ ln σ²) ε. */
final class Reparameterization extends Node {
  private final Node mean;
  private final Node logVariance;
  private final Node noise;
  private final float[] deviation;

  Reparameterization(Node mean, Node logVariance, Node noise) {
    super(mean.tape, mean.rows, mean.columns, mean.vector);
    if (!logVariance.sameShapeAs(mean) || !noise.sameShapeAs(mean)) {
      throw new IllegalArgumentException(
          "reparameterised sample of mean "
              + Arrays.toString(mean.shape())
              + ", log variance "
              + Arrays.toString(logVariance.shape())
              + " and noise "
              + Arrays.toString(noise.shape())
              + "; all must have the same shape");
    }
    this.mean = mean;
    this.logVariance = logVariance;
    this.noise = noise;
    this.deviation = logVariance.deviations();
    tape.shareElements(
        size(),
        (from, to) -> {
          for (int i = from; i < to; i++) {
            data[i] = mean.data[i] + deviation[i] * noise.data[i];
          }
        });
  }

  @Override
  boolean inputsWanted() {
    return mean.wanted || logVariance.wanted || noise.wanted;
  }

  @Override
  void backward() {
    float[] dz = gradient();
    if (mean.wanted) {
      tape.arrays.addScaled(1, dz, mean.gradientToAddTo(), 0, size());
    }
    if (logVariance.wanted) {
      float[] dv = logVariance.gradientToAddTo();
      for (int i = 0; i < size(); i++) {
        dv[i] += dz[i] * 0.5f * deviation[i] * noise.data[i];
      }
    }
    if (noise.wanted) {
      float[] dn = noise.gradientToAddTo();
      for (int i = 0; i < size(); i++) {
        dn[i] += dz[i] * deviation[i];
      }
    }
  }
}
