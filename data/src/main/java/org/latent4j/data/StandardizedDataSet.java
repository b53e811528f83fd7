package org.latent4j.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Columns of mean 0 and standard deviation 1, made so as they are read: a view, no copy. */
public final class StandardizedDataSet implements DataSet {
  private final DataSet base;
  private final Standardization standardization;
  private volatile @Nullable String fingerprint;

  private StandardizedDataSet(DataSet base, Standardization standardization) {
    this.base = base;
    this.standardization = standardization;
  }

  /** The same examples with every column shifted and scaled. */
  public static StandardizedDataSet of(DataSet base, Standardization standardization) {
    return new StandardizedDataSet(base, standardization);
  }

  @Override
  public int size() {
    return base.size();
  }

  @Override
  public DataShape shape() {
    return base.shape();
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    base.read(rows, from, to, into, random);
    standardization.apply(into);
  }

  @Override
  public List<Factor> factors() {
    return base.factors();
  }

  @Override
  public int factor(int row, int factor) {
    return base.factor(row, factor);
  }

  @Override
  public double unit(int feature) {
    return base.unit(feature) * standardization.deviation(feature);
  }

  @Override
  public DataSet stored() {
    return base.stored();
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
