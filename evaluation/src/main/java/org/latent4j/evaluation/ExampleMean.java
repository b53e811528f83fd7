package org.latent4j.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The mean over examples, which keeps each one's value, so that two models can be compared example
 * by example.
 */
public final class ExampleMean {
  private final SampleMean mean = new SampleMean();
  private final List<Double> values = new ArrayList<>();

  /** Before the first example. */
  public ExampleMean() {}

  /** Examples come in the same order for each model. */
  public void add(double value) {
    mean.add(value);
    values.add(value);
  }

  public long count() {
    return mean.count();
  }

  public double mean() {
    return mean.mean();
  }

  /** The mean over all examples as a metric, with {@link Estimate#examples()}. */
  public Estimate estimate(Map<String, Object> settings) {
    return mean.estimate(settings).withExamples(values);
  }

  /**
   * The mean over some examples as a metric, with {@link Estimate#examples()}.
   *
   * @param rows the examples' row numbers in the data, in the order in which they came
   */
  public Estimate estimate(Map<String, Object> settings, int[] rows) {
    return mean.estimate(settings).withExamples(values, IntStream.of(rows).boxed().toList());
  }
}
