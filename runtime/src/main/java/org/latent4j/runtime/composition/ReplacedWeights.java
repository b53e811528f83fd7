package org.latent4j.runtime.composition;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.RandomStream;

/**
 * Random numbers for initial weights that are replaced by saved ones before anybody sees them. What
 * is drawn does not matter, only that it is random enough for every initialisation to end. There
 * are no more of them than a model can want whose weights the file holds: a composition that asks
 * for more is not that of the weights, and might ask for all memory there is.
 */
final class ReplacedWeights implements RandomStream {
  /** Some initialisations draw a number more than once. */
  private static final long DRAWS = 4;

  private static final long FEW = 1 << 16;

  private final String tooMany;
  private final SplittableRandom random;
  private final AtomicLong left;

  /**
   * A stream for a model.
   *
   * @param saved how many numbers its weights have
   * @param tooMany says that the model is none for so few
   */
  ReplacedWeights(long saved, String tooMany) {
    this(tooMany, new SplittableRandom(1), new AtomicLong(FEW + DRAWS * saved));
  }

  private ReplacedWeights(String tooMany, SplittableRandom random, AtomicLong left) {
    this.tooMany = tooMany;
    this.random = random;
    this.left = left;
  }

  private void draw(int count) {
    if (left.addAndGet(-count) < 0) {
      throw new Latent4jException(tooMany);
    }
  }

  @Override
  public RandomStream split(String purpose) {
    return new ReplacedWeights(tooMany, new SplittableRandom(purpose.hashCode()), left);
  }

  @Override
  public RandomStream split(long index) {
    return new ReplacedWeights(tooMany, new SplittableRandom(index), left);
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
    draw(count);
    for (int i = offset; i < offset + count; i++) {
      destination[i] = (float) random.nextGaussian();
    }
  }

  @Override
  public void fillUniform(float[] destination, int offset, int count) {
    draw(count);
    for (int i = offset; i < offset + count; i++) {
      destination[i] = (random.nextInt() >>> 8) * 0x1p-24f;
    }
  }
}
