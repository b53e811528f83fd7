package org.latent4j.evaluation.baselines;

import org.latent4j.evaluation.SampleMean;

/** Columns brought to mean 0 and deviation 1, so that no fit depends on units. */
final class Scaling {
  private final double[] mean;
  private final double[] deviation;

  private Scaling(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  static Scaling of(double[][] rows) {
    double[] mean = new double[rows[0].length];
    double[] deviation = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      SampleMean column = new SampleMean();
      for (double[] row : rows) {
        column.add(row[k]);
      }
      mean[k] = column.mean();
      double found = Math.sqrt(column.variance());
      deviation[k] = found > 0 ? found : 1;
    }
    return new Scaling(mean, deviation);
  }

  double[][] apply(double[][] rows) {
    double[][] scaled = new double[rows.length][mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < mean.length; k++) {
        scaled[i][k] = (rows[i][k] - mean[k]) / deviation[k];
      }
    }
    return scaled;
  }

  /** ln of the volume that a unit of volume had before, summed over columns: ln Π σₖ. */
  double logVolume() {
    double sum = 0;
    for (double each : deviation) {
      sum += Math.log(each);
    }
    return sum;
  }
}
