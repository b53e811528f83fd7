package org.latent4j.data;

import java.util.function.IntPredicate;
import org.latent4j.api.tensor.Tensor;

/**
 * Makes columns of mean 0 and standard deviation 1. The two are taken from some rows, the training
 * part's, and used on all, so that nothing is learned from what a model is tested on.
 */
public final class Standardization {
  private final double[] means;
  private final double[] deviations;

  private Standardization(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Measures the columns: mean, and standard deviation with the divisor n (not n − 1).
   *
   * @param values {@code [rows, columns]}
   * @param rows the training part
   * @param included which columns are to be changed
   */
  public static Standardization of(Tensor values, int[] rows, IntPredicate included) {
    int columns = values.columns();
    double[] means = new double[columns];
    double[] deviations = new double[columns];
    for (int column = 0; column < columns; column++) {
      deviations[column] = 1;
      if (!included.test(column)) {
        continue;
      }
      double sum = 0;
      for (int row : rows) {
        sum += values.at(row, column);
      }
      double mean = sum / rows.length;
      double squares = 0;
      for (int row : rows) {
        double difference = values.at(row, column) - mean;
        squares += difference * difference;
      }
      means[column] = mean;
      // A column that never changes is moved to 0 and otherwise left.
      deviations[column] = squares > 0 ? Math.sqrt(squares / rows.length) : 1;
    }
    return new Standardization(means, deviations);
  }

  /** Changes all rows in place. */
  public void apply(Tensor values) {
    int columns = values.columns();
    float[] data = values.data();
    for (int i = 0; i < data.length; i++) {
      int column = i % columns;
      data[i] = (float) ((data[i] - means[column]) / deviations[column]);
    }
  }

  /** The mean that is subtracted from a column. */
  public double mean(int column) {
    return means[column];
  }

  /** The standard deviation that a column is divided by. */
  public double deviation(int column) {
    return deviations[column];
  }
}
