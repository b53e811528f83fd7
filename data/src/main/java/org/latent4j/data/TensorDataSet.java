package org.latent4j.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Examples held in memory as floats. */
public final class TensorDataSet implements DataSet {
  private final DataShape shape;
  private final float[] values;
  private final int size;
  private final FactorColumns factors;
  private volatile @Nullable String fingerprint;

  private TensorDataSet(DataShape shape, float[] values, int size, FactorColumns factors) {
    this.shape = shape;
    this.values = values;
    this.size = size;
    this.factors = factors;
  }

  /**
   * The rows of a tensor.
   *
   * @param values {@code [n, features]}; not copied, and not to be changed afterwards
   * @throws IllegalArgumentException if a row does not have the shape's number of features, or a
   *     factor not a value for each row
   */
  public static TensorDataSet of(DataShape shape, Tensor values, FactorColumns factors) {
    if (values.columns() != shape.features()) {
      throw new IllegalArgumentException(
          "a " + shape + " has " + shape.features() + " features, not " + values.columns());
    }
    factors.requireExamples(values.rows());
    return new TensorDataSet(shape, values.data(), values.rows(), factors);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public DataShape shape() {
    return shape;
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    int features = shape.features();
    Reading.check(features, rows, from, to, into);
    for (int i = from; i < to; i++) {
      System.arraycopy(values, rows[i] * features, into.data(), (i - from) * features, features);
    }
  }

  @Override
  public List<Factor> factors() {
    return factors.factors();
  }

  @Override
  public int factor(int row, int factor) {
    return factors.value(row, factor);
  }

  @Override
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = Fingerprint.of(this);
      fingerprint = known;
    }
    return known;
  }
}
