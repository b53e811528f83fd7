package org.latent4j.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.latent4j.api.data.Factor;

/** Factors, and for each of them the index of its value for every example. */
public final class FactorColumns {
  private static final FactorColumns NONE = new FactorColumns(List.of(), List.of());
  private final List<Factor> factors;
  private final List<int[]> columns;

  private FactorColumns(List<Factor> factors, List<int[]> columns) {
    this.factors = factors;
    this.columns = columns;
  }

  public static FactorColumns none() {
    return NONE;
  }

  /**
   * One factor.
   *
   * @param indices for each example the index of its value; not copied
   * @throws IllegalArgumentException if an index is not that of a value
   */
  public static FactorColumns of(Factor factor, int[] indices) {
    return NONE.and(factor, indices);
  }

  /**
   * A class for each example, given by its name.
   *
   * @param factor has all of the names among its values
   * @throws IllegalArgumentException if it has not
   */
  public static FactorColumns labels(Factor factor, List<String> labels) {
    return NONE.andLabels(factor, labels);
  }

  /** A factor whose values are the given names: numbers by size, then all others as in a book. */
  public static Factor classes(String name, Collection<String> labels) {
    SortedSet<String> distinct = new TreeSet<>(new ValueOrder());
    distinct.addAll(labels);
    return new Factor(name, List.copyOf(distinct));
  }

  /** These and one more, given by its values' names. */
  public FactorColumns andLabels(Factor factor, List<String> labels) {
    Map<String, Integer> indices = new HashMap<>();
    for (String value : factor.values()) {
      indices.put(value, indices.size());
    }
    int[] column = new int[labels.size()];
    for (int row = 0; row < column.length; row++) {
      Integer index = indices.get(labels.get(row));
      if (index == null) {
        throw new IllegalArgumentException(
            "'" + labels.get(row) + "' is not a value of factor '" + factor.name() + "'");
      }
      column[row] = index;
    }
    return and(factor, column);
  }

  /** These and one more. */
  public FactorColumns and(Factor factor, int[] indices) {
    int values = factor.values().size();
    for (int row = 0; row < indices.length; row++) {
      if (indices[row] < 0 || indices[row] >= values) {
        throw new IllegalArgumentException(
            "factor '"
                + factor.name()
                + "' has "
                + values
                + " values, but example "
                + row
                + " has value "
                + indices[row]);
      }
    }
    for (int[] column : columns) {
      if (column.length != indices.length) {
        throw new IllegalArgumentException(
            "factor '"
                + factor.name()
                + "' has "
                + indices.length
                + " examples, the others "
                + column.length);
      }
    }
    List<Factor> moreFactors = new ArrayList<>(factors);
    moreFactors.add(factor);
    List<int[]> moreColumns = new ArrayList<>(columns);
    moreColumns.add(indices);
    return new FactorColumns(List.copyOf(moreFactors), List.copyOf(moreColumns));
  }

  public List<Factor> factors() {
    return factors;
  }

  /** The value of a factor for an example, as an index into {@link Factor#values()}. */
  public int value(int row, int factor) {
    return columns.get(factor)[row];
  }

  /** Throws unless there is a value for each of so many examples. */
  void requireExamples(int count) {
    for (int factor = 0; factor < columns.size(); factor++) {
      if (columns.get(factor).length != count) {
        throw new IllegalArgumentException(
            "factor '"
                + factors.get(factor).name()
                + "' has "
                + columns.get(factor).length
                + " values for "
                + count
                + " examples");
      }
    }
  }
}
