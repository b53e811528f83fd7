package org.latent4j.kernels.random;

import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.latent4j.api.tensor.RandomStream;

/**
 * A stream of Philox 4×64 (Salmon, Moraes, Dror and Shaw, 2011). The 128-bit key is a hash of the
 * path of splits that led here; the counter starts at zero. The generator is made when the first
 * number is drawn, so that a stream which is only split costs nothing.
 */
public final class PhiloxStream implements RandomStream {
  private final long high;
  private final long low;
  private Philox4x64 generator;
  private ZigguratSampler.NormalizedGaussian gaussian;

  @SuppressWarnings("NullAway.Init") // both are made by generator() before any use
  private PhiloxStream(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /** The root stream of a seed. */
  public static PhiloxStream seeded(long seed) {
    return new PhiloxStream(mix(seed), mix(seed ^ 0x9E3779B97F4A7C15L));
  }

  @Override
  public RandomStream split(String purpose) {
    long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bits
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return child(hash, 0x5851F42D4C957F2DL);
  }

  @Override
  public RandomStream split(long index) {
    return child(index, 0x14057B7EF767814FL);
  }

  /** The salt keeps split("…") and split(n) apart even where a text hashes to n. */
  private PhiloxStream child(long value, long salt) {
    long first = mix(high ^ mix(value ^ salt));
    return new PhiloxStream(
        first, mix(low + Long.rotateLeft(first, 32) + value * 0xD1342543DE82EF95L));
  }

  /**
   * Stafford's variant 13 of the MurmurHash3 finaliser: every input bit reaches every output bit.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private Philox4x64 generator() {
    if (generator == null) {
      generator = new Philox4x64(new long[] {high, low, 0, 0, 0, 0});
      gaussian = ZigguratSampler.NormalizedGaussian.of(generator);
    }
    return generator;
  }

  @Override
  public double nextDouble() {
    return generator().nextDouble();
  }

  @Override
  public int nextInt(int bound) {
    return generator().nextInt(bound);
  }

  @Override
  public double nextGaussian() {
    generator();
    return gaussian.sample();
  }

  @Override
  public void fillGaussian(float[] destination, int offset, int count) {
    generator();
    for (int i = offset; i < offset + count; i++) {
      destination[i] = (float) gaussian.sample();
    }
  }

  @Override
  public void fillUniform(float[] destination, int offset, int count) {
    Philox4x64 source = generator();
    int end = offset + count;
    int i = offset;
    // Two 24-bit numbers from each 64-bit one: all that a float in [0, 1) holds.
    for (; i + 1 < end; i += 2) {
      long bits = source.nextLong();
      destination[i] = (bits >>> 40) * 0x1p-24f;
      destination[i + 1] = ((bits >>> 8) & 0xFFFFFF) * 0x1p-24f;
    }
    if (i < end) {
      destination[i] = (source.nextLong() >>> 40) * 0x1p-24f;
    }
  }
}
