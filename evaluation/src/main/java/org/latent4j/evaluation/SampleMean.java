package org.latent4j.evaluation;

import java.util.Map;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;

/** The mean of numbers that arrive one by one, with its standard error. */
public final class SampleMean {
  private final DoubleStatistics numbers = DoubleStatistics.of(Statistic.MEAN, Statistic.VARIANCE);

  /** Before the first number. */
  public SampleMean() {}

  public void add(double number) {
    numbers.accept(number);
  }

  public long count() {
    return numbers.getCount();
  }

  public double mean() {
    return numbers.getAsDouble(Statistic.MEAN);
  }

  /** The unbiased sample variance; NaN for fewer than two numbers. */
  public double variance() {
    return numbers.getCount() < 2 ? Double.NaN : numbers.getAsDouble(Statistic.VARIANCE);
  }

  /** s / √n, where s² is the unbiased sample variance; NaN for fewer than two numbers. */
  public double standardError() {
    return Math.sqrt(variance() / numbers.getCount());
  }

  /** The mean as a metric. */
  public Estimate estimate(Map<String, Object> settings) {
    return Estimate.of(mean(), standardError(), settings);
  }
}
