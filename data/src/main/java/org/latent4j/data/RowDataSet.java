package org.latent4j.data;

import java.util.Objects;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Examples that are not held, but read row by row from where they lie, such as a file. */
public final class RowDataSet extends StoredDataSet {
  private final Rows rows;

  private RowDataSet(DataShape shape, int size, Rows rows, FactorColumns factors) {
    super(shape, size, factors);
    this.rows = rows;
  }

  /**
   * Examples of another's rows.
   *
   * @throws IllegalArgumentException if a factor has not a value for each row
   */
  public static RowDataSet of(DataShape shape, int size, Rows rows, FactorColumns factors) {
    return new RowDataSet(shape, size, rows, factors);
  }

  /** Reads rows, always with the same values; safe for use by several threads. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Reads rows.
     *
     * @param rows indices of examples; those from {@code from} (inclusive) to {@code to}
     *     (exclusive) are read
     * @param into where their features go, one row after the other
     */
    void read(int[] rows, int from, int to, float[] into);
  }

  @Override
  public void read(int[] indices, int from, int to, Tensor into, RandomStream random) {
    Reading.check(shape().features(), indices, from, to, into);
    for (int i = from; i < to; i++) {
      Objects.checkIndex(indices[i], size());
    }
    rows.read(indices, from, to, into.data());
  }
}
