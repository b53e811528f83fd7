package org.latent4j.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** The rows of a tensor as a data set; all columns in one unit of their source. */
public record RowsData(Tensor rows, double unit) implements DataSet {
  public RowsData(Tensor rows) {
    this(rows, 1);
  }

  @Override
  public double unit(int feature) {
    return unit;
  }

  @Override
  public int size() {
    return rows.rows();
  }

  @Override
  public DataShape shape() {
    return new DataShape.Table(IntStream.range(0, rows.columns()).mapToObj(i -> "c" + i).toList());
  }

  @Override
  public void read(int[] indices, int from, int to, Tensor into, RandomStream random) {
    int columns = rows.columns();
    for (int i = from; i < to; i++) {
      System.arraycopy(
          rows.data(), indices[i] * columns, into.data(), (i - from) * columns, columns);
    }
  }

  @Override
  public List<Factor> factors() {
    return List.of();
  }

  @Override
  public int factor(int row, int factor) {
    throw new IndexOutOfBoundsException(factor);
  }

  @Override
  public String fingerprint() {
    return "rows";
  }
}
