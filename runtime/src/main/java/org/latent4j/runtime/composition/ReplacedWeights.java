package org.latent4j.runtime.composition;

import java.util.SplittableRandom;
import org.latent4j.api.tensor.RandomStream;

/**
 * Random numbers for initial weights that are replaced by saved ones before anybody sees them. What
 * is drawn does not matter, only that it is random enough for every initialisation to end.
 */
final class ReplacedWeights implements RandomStream {
  private final SplittableRandom random;

  ReplacedWeights() {
    this(new SplittableRandom(1));
  }

  private ReplacedWeights(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public RandomStream split(String purpose) {
    return new ReplacedWeights(new SplittableRandom(purpose.hashCode()));
  }

  @Override
  public RandomStream split(long index) {
    return new ReplacedWeights(new SplittableRandom(index));
  }

  @Override
  public double nextDouble() {
    return random.nextDouble();
  }

  @Override
  public int nextInt(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public double nextGaussian() {
    return random.nextGaussian();
  }

  @Override
  public void fillGaussian(float[] destination, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      destination[i] = (float) random.nextGaussian();
    }
  }

  @Override
  public void fillUniform(float[] destination, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      destination[i] = (random.nextInt() >>> 8) * 0x1p-24f;
    }
  }
}
