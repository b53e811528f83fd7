package org.latent4j.evaluation;

import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * The importance weights of one example as they come: what they say of ln p(x), and how far that is
 * to be trusted. Sums are relative to the largest weight so far, so that nothing overflows; of the
 * weights themselves only the largest are kept.
 */
public final class ImportanceWeights {
  /** A tail of fewer weights says nothing of its shape. */
  private static final int LEAST_TAIL = 5;

  /** Log weights that differ by less are the same but for the rounding of single precision. */
  private static final double ROUNDING = 1e-3;

  private final int tail;
  private final PriorityQueue<Double> greatest = new PriorityQueue<>();
  private double largest = Double.NEGATIVE_INFINITY;
  private double sum;
  private double squares;
  private int count;

  /**
   * Before the first draw.
   *
   * @param draws how many there will be
   */
  public ImportanceWeights(int draws) {
    this.tail = ParetoTail.size(draws);
  }

  /** Adds a draw's ln w. */
  public void add(double logWeight) {
    count++;
    if (logWeight > largest) {
      double ratio = Math.exp(largest - logWeight);
      sum = sum * ratio + 1;
      squares = squares * ratio * ratio + 1;
      largest = logWeight;
    } else if (logWeight > Double.NEGATIVE_INFINITY) {
      double weight = Math.exp(logWeight - largest);
      sum += weight;
      squares += weight * weight;
    } else if (Double.isNaN(logWeight)) {
      sum = Double.NaN;
    }
    keepIfGreat(logWeight);
  }

  /** The tail, and the weight before it, which is where the tail begins. */
  private void keepIfGreat(double logWeight) {
    if (tail < LEAST_TAIL) {
      return;
    }
    if (greatest.size() <= tail) {
      greatest.add(logWeight);
    } else if (logWeight > greatest.element()) {
      greatest.remove();
      greatest.add(logWeight);
    }
  }

  /** ln of the weights' mean. */
  public double logMean() {
    return largest + Math.log(sum / count);
  }

  /** (Σ w)² / Σ w²: the number of equal weights that would scatter as these do. */
  public double effectiveSize() {
    return squares == 0 ? 0 : sum * sum / squares;
  }

  /**
   * k̂, the shape of the distribution that the largest weights follow (Vehtari et al., 2024): with
   * k above 0.5 the weights have no variance, above 1 no mean that draws could find. 0 where the
   * weights are all the same; infinite where fewer than five are above zero; empty for fewer than
   * 21 draws, whose tail is too short.
   */
  public OptionalDouble paretoShape() {
    if (greatest.size() <= tail || tail < LEAST_TAIL) {
      return OptionalDouble.empty();
    }
    double threshold = greatest.element();
    if (largest - threshold < ROUNDING) {
      return OptionalDouble.of(0);
    }
    double base = Math.exp(threshold - largest);
    double[] excesses =
        greatest.stream()
            .mapToDouble(logWeight -> Math.exp(logWeight - largest) - base)
            .filter(excess -> excess > 0)
            .sorted()
            .toArray();
    return OptionalDouble.of(
        excesses.length < LEAST_TAIL ? Double.POSITIVE_INFINITY : ParetoTail.shape(excesses));
  }
}
