package org.latent4j.kernels.random;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.RandomStream;

/**
 * A stream of Philox 4×64 (Salmon, Moraes, Dror and Shaw, 2011). The 128-bit key is a hash of the
 * path of splits that led here; the counter starts at zero. The generator is made when the first
 * number is drawn, so that a stream which is only split costs nothing.
 */
public final class PhiloxStream implements RandomStream {
  private final long high;
  private final long low;
  private @Nullable CountedPhilox generator;

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

  private CountedPhilox generator() {
    CountedPhilox made = generator;
    if (made == null) {
      made = new CountedPhilox(high, low);
      generator = made;
    }
    return made;
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
    return generator().gaussian.sample();
  }

  @Override
  public void fillGaussian(float[] destination, int offset, int count) {
    ZigguratSampler.NormalizedGaussian gaussian = generator().gaussian;
    for (int i = offset; i < offset + count; i++) {
      destination[i] = (float) gaussian.sample();
    }
  }

  /** Runs pieces of work, on any threads. */
  @FunctionalInterface
  public interface Pieces {
    void share(int count, IntConsumer piece);
  }

  /**
   * The numbers of {@link #fillGaussian(float[], int, int)}, drawn in pieces that may run side by
   * side.
   *
   * <p>Most normal numbers take one random number each; the few at the ziggurat's edges take more
   * (McFarland, 2016). So each piece draws from its share of the random numbers as if a normal one
   * began with the first of it. Where the piece before ended just there, that was right; where it
   * ran over, the piece is drawn again after it.
   */
  public void fillGaussian(float[] destination, int count, int pieces, Pieces workers) {
    int share = count / pieces;
    CountedPhilox generator = generator();
    CountedPhilox[] begins = new CountedPhilox[pieces];
    for (int piece = 0; piece < pieces; piece++) {
      begins[piece] = generator.leaveAndSkip(share);
    }
    long start = begins[0].drawn();
    int[] made = new int[pieces];
    workers.share(
        pieces,
        piece -> {
          long end = start + (long) (piece + 1) * share;
          made[piece] = fillUpTo(end, begins[piece], destination, piece * share);
        });
    CountedPhilox last = begins[0];
    int filled = made[0];
    for (int piece = 1; piece < pieces; piece++) {
      int from = piece * share;
      if (last.drawn() == start + from) {
        System.arraycopy(destination, from, destination, filled, made[piece]);
        filled += made[piece];
        last = begins[piece];
      } else {
        filled += fillUpTo(start + from + share, last, destination, filled);
      }
    }
    generator.continueFrom(last);
    fillGaussian(destination, filled, count - filled);
  }

  /** Draws until so many random numbers have been drawn; returns how many normal ones that gave. */
  private static int fillUpTo(long end, CountedPhilox generator, float[] destination, int offset) {
    ZigguratSampler.NormalizedGaussian gaussian = generator.gaussian;
    int i = offset;
    while (generator.drawn() < end) {
      destination[i++] = (float) gaussian.sample();
    }
    return i - offset;
  }

  @Override
  public void fillUniform(float[] destination, int offset, int count) {
    CountedPhilox source = generator();
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
