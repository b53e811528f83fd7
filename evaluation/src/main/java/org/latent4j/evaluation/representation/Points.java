package org.latent4j.evaluation.representation;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;

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
}
