package org.latent4j.evaluation.generation;

import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/**
 * Mean and standard deviation of each coordinate under a prior, from draws, since a prior need not
 * know them.
 */
final class PriorScale {
  private static final int DRAWS = 10_000;

  private final double[] mean;
  private final double[] deviation;

  private PriorScale(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  static PriorScale of(Prior prior, RandomStream random) {
    Tensor draws = prior.sample(random, DRAWS);
    double[] mean = new double[prior.latent()];
    double[] deviation = new double[prior.latent()];
    for (int dimension = 0; dimension < mean.length; dimension++) {
      DoubleStatistics coordinate =
          DoubleStatistics.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION);
      for (int row = 0; row < DRAWS; row++) {
        coordinate.accept(draws.at(row, dimension));
      }
      mean[dimension] = coordinate.getAsDouble(Statistic.MEAN);
      deviation[dimension] = coordinate.getAsDouble(Statistic.STANDARD_DEVIATION);
    }
    return new PriorScale(mean, deviation);
  }

  /** The prior's mean, one row. */
  Tensor center() {
    Tensor center = Tensor.zeros(1, mean.length);
    for (int i = 0; i < mean.length; i++) {
      center.data()[i] = (float) mean[i];
    }
    return center;
  }

  /** The coordinate that lies the given number of standard deviations from the mean. */
  float at(int dimension, double position) {
    return (float) (mean[dimension] + position * deviation[dimension]);
  }
}
