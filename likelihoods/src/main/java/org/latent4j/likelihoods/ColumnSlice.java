package org.latent4j.likelihoods;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.tensor.Var;

/**
 * Neighbouring columns of one of several matrices.
 *
 * @param source which matrix
 * @param from the first column, inclusive
 * @param to the last, exclusive
 */
record ColumnSlice(int source, int from, int to) {
  /** A single column. */
  ColumnSlice(int source, int column) {
    this(source, column, column + 1);
  }

  /** The same columns in as few slices as keep their order. */
  static List<ColumnSlice> joined(List<ColumnSlice> slices) {
    List<ColumnSlice> joined = new ArrayList<>();
    for (ColumnSlice next : slices) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).source == next.source && joined.get(last).to == next.from) {
        joined.set(last, new ColumnSlice(next.source, joined.get(last).from, next.to));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }

  /**
   * The slices side by side.
   *
   * @param slices at least one
   * @param sources matrices of n rows
   * @return {@code [n, columns of all slices]}
   */
  static Var select(List<ColumnSlice> slices, List<Var> sources) {
    List<Var> parts = slices.stream().map(slice -> slice.of(sources.get(slice.source))).toList();
    return parts.size() == 1 ? parts.get(0) : parts.get(0).tape().concatenate(parts);
  }

  private Var of(Var matrix) {
    return from == 0 && to == matrix.columns() ? matrix : matrix.columns(from, to);
  }
}
