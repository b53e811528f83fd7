package org.latent4j.kernels.operations;

import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** An operand of an operation under test. */
public record Input(Domain domain, int... shape) {
  public Tensor draw(RandomStream random) {
    int size = 1;
    for (int dimension : shape) {
      size *= dimension;
    }
    return Tensor.of(domain.fill(size, random), shape);
  }
}
