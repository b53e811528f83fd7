package org.latent4j.kernels.random;

import org.apache.commons.rng.core.source64.LongProvider;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** A Philox generator that knows how many of its numbers have been drawn. */
final class CountedPhilox extends LongProvider {
  final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(this);
  private Philox4x64 numbers;
  private long drawn;

  private CountedPhilox(Philox4x64 numbers, long drawn) {
    this.numbers = numbers;
    this.drawn = drawn;
  }

  /** The generator of a 128-bit key, at its first number. */
  CountedPhilox(long high, long low) {
    this(new Philox4x64(new long[] {high, low, 0, 0, 0, 0}), 0);
  }

  @Override
  public long next() {
    drawn++;
    return numbers.next();
  }

  long drawn() {
    return drawn;
  }

  /** A copy of this one, which itself goes on to a later number. */
  CountedPhilox leaveAndSkip(int count) {
    CountedPhilox here = new CountedPhilox((Philox4x64) numbers.jump(count), drawn);
    drawn += count;
    return here;
  }

  /** Goes on where another one is. */
  void continueFrom(CountedPhilox other) {
    numbers = other.numbers;
    drawn = other.drawn;
  }
}
