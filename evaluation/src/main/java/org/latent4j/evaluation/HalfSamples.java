package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.latent4j.api.tensor.RandomStream;

/**
 * Standard errors of what is no mean over examples: how a score scatters over random halves of its
 * sample, everything that it draws drawn anew, and everything that it learns learned anew
 * (delete-half jackknife; Shao and Wu, A general theory for jackknife variance estimation, 1989).
 *
 * <p>A mean over n/2 of n numbers of variance σ², drawn without replacement, has the variance σ² /
 * (n/2) · (1 − ½) = σ² / n given the n numbers: that of a mean over n. So the deviation over halves
 * is the error of the whole, for scores that are nearly linear in the sample. Unlike in a bootstrap
 * no example comes twice, which would be its own neighbour and its own pair.
 */
public final class HalfSamples {
  /** A deviation from so many halves is known to 1 / √(2 (count − 1)), a sixth. */
  public static final int COUNT = 20;

  private HalfSamples() {}

  /** A random half of the numbers 0 to {@code size} − 1, ascending. */
  public static int[] draw(int size, RandomStream random) {
    int[] half = Arrays.copyOf(random.permutation(size), size / 2);
    Arrays.sort(half);
    return half;
  }

  /**
   * The standard deviation over {@value #COUNT} halves; empty if fewer than two have a score.
   *
   * @param scoreOfHalf the score of a half drawn from the stream given, by draws from it; NaN if it
   *     has none
   */
  public static OptionalDouble standardError(
      RandomStream random, ToDoubleFunction<RandomStream> scoreOfHalf) {
    SampleMean halves = new SampleMean();
    for (int half = 0; half < COUNT; half++) {
      double score = scoreOfHalf.applyAsDouble(random.split(half));
      if (Double.isFinite(score)) {
        halves.add(score);
      }
    }
    return halves.count() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(halves.variance()));
  }
}
