package org.latent4j.data;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Some of a set's examples, in an order of its own: a view, no copy. */
public final class Subset implements DataSet {
  private final DataSet base;
  private final int[] indices;
  private volatile @Nullable String fingerprint;

  private Subset(DataSet base, int[] indices) {
    this.base = base;
    this.indices = indices;
  }

  /**
   * The examples at the given indices.
   *
   * @throws IndexOutOfBoundsException if the set has no example at one of them
   */
  public static Subset of(DataSet base, int[] indices) {
    int[] copy = indices.clone();
    for (int index : copy) {
      Objects.checkIndex(index, base.size());
    }
    return new Subset(base, copy);
  }

  /**
   * The examples from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if the set does not have them
   */
  public static Subset range(DataSet base, int from, int to) {
    Objects.checkFromToIndex(from, to, base.size());
    int[] indices = new int[to - from];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = from + i;
    }
    return new Subset(base, indices);
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public DataShape shape() {
    return base.shape();
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    Reading.check(shape().features(), rows, from, to, into);
    int[] inBase = new int[to - from];
    for (int i = 0; i < inBase.length; i++) {
      inBase[i] = indices[rows[from + i]];
    }
    base.read(inBase, 0, inBase.length, into, random);
  }

  @Override
  public double unit(int feature) {
    return base.unit(feature);
  }

  @Override
  public List<Factor> factors() {
    return base.factors();
  }

  @Override
  public int factor(int row, int factor) {
    return base.factor(indices[row], factor);
  }

  @Override
  public DataSet stored() {
    DataSet stored = base.stored();
    return stored == base ? this : new Subset(stored, indices);
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
