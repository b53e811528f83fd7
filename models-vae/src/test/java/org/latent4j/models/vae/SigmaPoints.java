package org.latent4j.models.vae;

import org.latent4j.api.tensor.RandomStream;

/**
 * In place of Gaussian noise, the 2d points ±√d·eᵢ, one a row. Their mean of a polynomial of degree
 * up to three is exactly its Gaussian expectation, so that an expectation over q of a quadratic
 * form is no estimate any more.
 */
record SigmaPoints(int dimensions) implements RandomStream {
  @Override
  public RandomStream split(String purpose) {
    return this;
  }

  @Override
  public RandomStream split(long index) {
    return this;
  }

  @Override
  public void fillGaussian(float[] destination, int offset, int count) {
    for (int i = 0; i < count; i++) {
      int row = i / dimensions;
      boolean own = i % dimensions == row / 2;
      destination[offset + i] = own ? (float) Math.sqrt(dimensions) * (row % 2 == 0 ? 1 : -1) : 0;
    }
  }

  @Override
  public double nextDouble() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int nextInt(int bound) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double nextGaussian() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fillUniform(float[] destination, int offset, int count) {
    throw new UnsupportedOperationException();
  }
}
