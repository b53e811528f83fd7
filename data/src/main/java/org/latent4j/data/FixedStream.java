package org.latent4j.data;

import org.latent4j.api.tensor.RandomStream;

/**
 * The same numbers in every run: what a set that draws its examples anew is given when it is
 * fingerprinted.
 */
final class FixedStream implements RandomStream {
  private final long key;
  private long counter;

  private FixedStream(long key) {
    this.key = key;
  }

  static FixedStream of(String purpose) {
    return new FixedStream(0).split(purpose);
  }

  @Override
  public FixedStream split(String purpose) {
    long hash = key;
    for (int i = 0; i < purpose.length(); i++) {
      hash = SplitMix.at(hash, purpose.charAt(i));
    }
    return new FixedStream(SplitMix.mix(hash));
  }

  @Override
  public FixedStream split(long index) {
    return new FixedStream(SplitMix.mix(SplitMix.at(key, 0) ^ SplitMix.mix(index)));
  }

  private long next() {
    return SplitMix.at(key, counter++);
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
