package org.latent4j.data;

import java.util.Arrays;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Examples held in memory as floats. */
public final class TensorDataSet extends StoredDataSet {
  private final float[] values;
  private final double[] units;

  private TensorDataSet(
      DataShape shape, float[] values, int size, FactorColumns factors, double[] units) {
    super(shape, size, factors);
    this.values = values;
    this.units = units;
  }

  /**
   * The rows of a tensor.
   *
   * @param values {@code [n, features]}; not copied, and not to be changed afterwards
   * @throws IllegalArgumentException if a row does not have the shape's number of features, or a
   *     factor not a value for each row
   */
  public static TensorDataSet of(DataShape shape, Tensor values, FactorColumns factors) {
    double[] units = new double[shape.features()];
    Arrays.fill(units, 1);
    return of(shape, values, factors, units);
  }

  /**
   * The rows of a tensor whose columns were rescaled.
   *
   * @param values {@code [n, features]}; not copied, and not to be changed afterwards
   * @param units what {@link #unit} gives, {@code [features]}
   * @throws IllegalArgumentException if a row or the units do not have the shape's number of
   *     features, or a factor not a value for each row
   */
  public static TensorDataSet of(
      DataShape shape, Tensor values, FactorColumns factors, double[] units) {
    if (units.length != shape.features()) {
      throw new IllegalArgumentException(
          "a " + shape + " has " + shape.features() + " features, not " + units.length + " units");
    }
    if (values.columns() != shape.features()) {
      throw new IllegalArgumentException(
          "a " + shape + " has " + shape.features() + " features, not " + values.columns());
    }
    return new TensorDataSet(shape, values.data(), values.rows(), factors, units.clone());
  }

  @Override
  public double unit(int feature) {
    return units[feature];
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    int features = shape().features();
    Reading.check(features, rows, from, to, into);
    for (int i = from; i < to; i++) {
      System.arraycopy(values, rows[i] * features, into.data(), (i - from) * features, features);
    }
  }
}
