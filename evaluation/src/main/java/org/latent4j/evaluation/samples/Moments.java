package org.latent4j.evaluation.samples;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.latent4j.api.tensor.Tensor;

/**
 * Mean and covariance of rows, as sums, so that groups of rows can be taken out.
 *
 * @param count n
 * @param sum Σ x
 * @param products Σ x xᵀ
 */
record Moments(int count, RealVector sum, RealMatrix products) {
  /** The rows of a tensor in double precision. */
  static RealMatrix matrix(Tensor rows) {
    double[][] values = new double[rows.rows()][rows.columns()];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < values[i].length; k++) {
        values[i][k] = rows.at(i, k);
      }
    }
    return new Array2DRowRealMatrix(values, false);
  }

  static Moments of(RealMatrix rows) {
    RealVector ones = MatrixUtils.createRealVector(new double[rows.getRowDimension()]).mapAdd(1);
    return new Moments(
        rows.getRowDimension(), rows.preMultiply(ones), rows.transposeMultiply(rows));
  }

  Moments plus(Moments others) {
    return new Moments(count + others.count, sum.add(others.sum), products.add(others.products));
  }

  Moments minus(Moments some) {
    return new Moments(
        count - some.count, sum.subtract(some.sum), products.subtract(some.products));
  }

  RealVector mean() {
    return sum.mapDivide(count);
  }

  /** The unbiased one. */
  RealMatrix covariance() {
    return products
        .subtract(sum.outerProduct(sum).scalarMultiply(1.0 / count))
        .scalarMultiply(1.0 / (count - 1));
  }
}
