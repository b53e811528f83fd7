package org.latent4j.experiments.bench;

import java.util.List;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

/**
 * Grey images of uniform noise: the work of a step does not depend on what is in them. A large set
 * repeats its images, which are more than any cache holds.
 */
record Noise(DataShape shape, Tensor images, int size) implements DataSet {
  private static final int DISTINCT_NUMBERS = 1 << 25;

  static Noise of(DataShape shape, int count) {
    int distinct = Math.min(count, DISTINCT_NUMBERS / shape.features());
    Tensor images = Tensor.zeros(distinct, shape.features());
    RandomStreams.seeded(1).fillUniform(images.data(), 0, images.size());
    return new Noise(shape, images, count);
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    int features = images.columns();
    for (int i = from; i < to; i++) {
      System.arraycopy(
          images.data(),
          rows[i] % images.rows() * features,
          into.data(),
          (i - from) * features,
          features);
    }
  }

  @Override
  public List<Factor> factors() {
    return List.of();
  }

  @Override
  public int factor(int row, int factor) {
    throw new IndexOutOfBoundsException("noise has no factors");
  }

  @Override
  public String fingerprint() {
    return "noise";
  }
}
