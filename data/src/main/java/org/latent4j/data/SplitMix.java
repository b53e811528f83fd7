package org.latent4j.data;

/** SplitMix64 (Steele, Lea and Flood, 2014) by counter: any number of a sequence at once. */
final class SplitMix {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /** The number at a place, counted from 0, of the sequence that belongs to a key. */
  static long at(long key, long place) {
    return mix(key + GAMMA * (place + 1));
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
