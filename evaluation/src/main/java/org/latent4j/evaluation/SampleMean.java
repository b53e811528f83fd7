package org.latent4j.evaluation;

import java.util.Map;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;

/** The mean of numbers that arrive one by one, with its standard error. */
final class SampleMean {
  private final DoubleStatistics numbers = DoubleStatistics.of(Statistic.MEAN, Statistic.VARIANCE);

  void add(double number) {
    numbers.accept(number);
  }

  long count() {
    return numbers.getCount();
  }

  double mean() {
    return numbers.getAsDouble(Statistic.MEAN);
  }

  /** The unbiased sample variance; NaN for fewer than two numbers. */
  double variance() {
    return numbers.getCount() < 2 ? Double.NaN : numbers.getAsDouble(Statistic.VARIANCE);
  }

  /** s / √n, where s² is the unbiased sample variance; NaN for fewer than two numbers. */
  double standardError() {
    return Math.sqrt(variance() / numbers.getCount());
  }

  Estimate estimate(Map<String, Object> settings) {
    return Estimate.of(mean(), standardError(), settings);
  }
}
