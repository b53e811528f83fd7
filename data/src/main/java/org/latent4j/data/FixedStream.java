package org.latent4j.data;

import org.latent4j.api.tensor.RandomStream;

/**
 * The same numbers in every run: what a set that draws its examples anew is given when it is
 * fingerprinted. A SplitMix64 generator (Steele, Lea and Flood, 2014).
 */
final class FixedStream implements RandomStream {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private final long key;
  private long counter;

  private FixedStream(long key) {
    this.key = key;
  }

  static FixedStream of(String purpose) {
    return new FixedStream(0).split(purpose);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public FixedStream split(String purpose) {
    long hash = key;
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash + GAMMA + purpose.charAt(i));
    }
    return new FixedStream(mix(hash ^ GAMMA));
  }

  @Override
  public FixedStream split(long index) {
    return new FixedStream(mix(mix(key + GAMMA) ^ mix(index)));
  }

  private long next() {
    return mix(key + GAMMA * ++counter);
  }

  @Override
  public double nextDouble() {
    return (next() >>> 11) * 0x1p-53;
  }

  @Override
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound + " must be positive");
    }
    return (int) Math.multiplyHigh(next() >>> 1, 2L * bound);
  }

  @Override
  public double nextGaussian() {
    // Box and Muller, 1958; 1 − u is in (0, 1].
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  @Override
  public void fillGaussian(float[] destination, int offset, int count) {
    for (int i = 0; i < count; i++) {
      destination[offset + i] = (float) nextGaussian();
    }
  }

  @Override
  public void fillUniform(float[] destination, int offset, int count) {
    for (int i = 0; i < count; i++) {
      destination[offset + i] = (next() >>> 40) * 0x1p-24f;
    }
  }
}
