package org.latent4j.data;

import java.util.Arrays;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Tensor;

/** What every {@link DataSet#read} asks of its arguments. */
final class Reading {
  private Reading() {}

  /**
   * Throws unless the tensor has room for exactly these rows.
   *
   * @throws IllegalArgumentException if it is not {@code [to − from, features]}
   */
  static void check(int features, int[] rows, int from, int to, Tensor into) {
    if (from < 0 || to < from || to > rows.length) {
      throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows.length);
    }
    if (into.rows() != to - from || into.columns() != features) {
      throw new IllegalArgumentException(
          "examples are read into a tensor of shape ["
              + (to - from)
              + ", "
              + features
              + "], not "
              + Arrays.toString(into.shape()));
    }
  }
}
