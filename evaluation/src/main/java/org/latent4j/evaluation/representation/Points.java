package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.latent4j.evaluation.Estimate;

/** Inputs of a classifier with their labels, and scores that are means over them. */
final class Points {
  private final double[][] inputs;
  private final int[] labels;

  /**
   * Labelled inputs.
   *
   * @param inputs {@code [points][numbers]}
   */
  Points(double[][] inputs, int[] labels) {
    this.inputs = inputs;
    this.labels = labels;
  }

  double[][] inputs() {
    return inputs;
  }

  int[] labels() {
    return labels;
  }

  /** Those at these indices, which may repeat. */
  Points at(int[] indices) {
    return new Points(
        Arrays.stream(indices).mapToObj(i -> inputs[i]).toArray(double[][]::new),
        Arrays.stream(indices).map(i -> labels[i]).toArray());
  }

  /** 1 for each point whose label the classifier finds, 0 for the others. */
  double[] right(Classifier classifier) {
    double[] right = new double[labels.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = classifier.label(inputs[i]) == labels[i] ? 1 : 0;
    }
    return right;
  }

  static double mean(double[] numbers) {
    return Mean.of(numbers).getAsDouble();
  }

  /**
   * The mean, with standard error s/√n; where the numbers are 0 and 1, that is the binomial one.
   */
  static Estimate estimate(double[] numbers, Map<String, Object> settings) {
    double error =
        numbers.length < 2
            ? Double.NaN
            : StandardDeviation.of(numbers).getAsDouble() / Math.sqrt(numbers.length);
    return Estimate.of(mean(numbers), error, settings);
  }
}
