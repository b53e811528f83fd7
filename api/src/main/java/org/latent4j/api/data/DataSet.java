package org.latent4j.api.data;

import java.util.List;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Examples that can be read in any order. Safe for use by several threads. */
public interface DataSet {
  /** How many examples there are. */
  int size();

  DataShape shape();

  /**
   * Reads examples, already scaled and binarised as configured.
   *
   * @param rows indices of examples; those from {@code from} (inclusive) to {@code to} (exclusive)
   *     are read
   * @param into {@code [to − from, features]}
   * @param random for a set that draws its examples anew (dynamic binarisation); others ignore it.
   *     What is drawn depends on the stream and the example's index, not on the batch, and the
   *     stream is not advanced: another stream for each epoch gives other draws, the same stream
   *     the same ones
   */
  void read(int[] rows, int from, int to, Tensor into, RandomStream random);

  /**
   * How much 1 of a feature is in the units of the data's source: what the feature was divided by
   * as it was read, such as its standard deviation. 1 where it is as it is in the source, or has
   * none. ln p(x) in the source's units is less by the sum of the logarithms.
   */
  default double unit(int feature) {
    return 1;
  }

  /** What is known of each example; empty if nothing is. */
  List<Factor> factors();

  /** The value of a factor for an example, as an index into {@link Factor#values()}. */
  int factor(int row, int factor);

  /**
   * The same examples in the same order as they are kept: before pixels are drawn or binarised, and
   * before columns are standardised by what a split's training part is like. An example is known by
   * them again when it is in another split, or drawn anew. This set itself where nothing of that
   * kind is done.
   */
  default DataSet stored() {
    return this;
  }

  /** A hash over all examples and factors (SHA-256, hexadecimal), for provenance. */
  String fingerprint();
}
