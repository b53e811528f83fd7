package org.latent4j.data.formats;

import java.util.Arrays;
import java.util.List;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.TensorDataSet;

/** What a file of separated values holds. */
public final class CsvTable {
  private final List<String> columns;
  private final List<Boolean> indicators;
  private final Tensor values;
  private final FactorColumns labels;

  CsvTable(List<String> columns, List<Boolean> indicators, Tensor values, FactorColumns labels) {
    this.columns = List.copyOf(columns);
    this.indicators = List.copyOf(indicators);
    this.values = values;
    this.labels = labels;
  }

  /** The names of the features. */
  public List<String> columns() {
    return columns;
  }

  /** Whether a feature is 1 or 0 for a word, and not a number of the file. */
  public boolean isIndicator(int column) {
    return indicators.get(column);
  }

  /** The features, {@code [rows, columns]}; not a copy. */
  public Tensor values() {
    return values;
  }

  /** The label column's values; none if there is no such column. */
  public FactorColumns labels() {
    return labels;
  }

  /** The rows as examples. */
  public TensorDataSet examples() {
    double[] units = new double[columns.size()];
    Arrays.fill(units, 1);
    return examples(units);
  }

  /**
   * The rows as examples whose columns were rescaled.
   *
   * @param units what each column was divided by
   */
  TensorDataSet examples(double[] units) {
    return TensorDataSet.of(new DataShape.Table(columns), values, labels, units);
  }
}
