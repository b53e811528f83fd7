package org.latent4j.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;

/** What sets that have examples of their own have in common, wherever those lie. */
abstract sealed class StoredDataSet implements DataSet
    permits ByteDataSet, RowDataSet, TensorDataSet {
  private final DataShape shape;
  private final int size;
  private final FactorColumns factors;
  private volatile @Nullable String fingerprint;

  /**
   * @throws IllegalArgumentException if a factor has not a value for each example
   */
  StoredDataSet(DataShape shape, int size, FactorColumns factors) {
    factors.requireExamples(size);
    this.shape = shape;
    this.size = size;
    this.factors = factors;
  }

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final DataShape shape() {
    return shape;
  }

  @Override
  public final List<Factor> factors() {
    return factors.factors();
  }

  @Override
  public final int factor(int row, int factor) {
    return factors.value(row, factor);
  }

  @Override
  public final String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = Fingerprint.of(this);
      fingerprint = known;
    }
    return known;
  }
}
