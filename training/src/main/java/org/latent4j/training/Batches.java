package org.latent4j.training;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/**
 * A data set read in order, in batches whose sizes differ by one at most: an estimate made from a
 * whole batch then weighs the same everywhere. Buffers are reused.
 */
final class Batches {
  private final DataSet data;
  private final int count;
  private final int[] rows;
  private final Map<Integer, Tensor> buffers = new HashMap<>();

  private Batches(DataSet data, int count) {
    this.data = data;
    this.count = count;
    this.rows = IntStream.range(0, data.size()).toArray();
  }

  /**
   * As few batches as possible.
   *
   * @param most the most examples in a batch
   */
  static Batches of(DataSet data, int most) {
    return new Batches(data, (int) ((data.size() + (long) most - 1) / most));
  }

  int count() {
    return count;
  }

  /** The first example of a batch. */
  int start(int batch) {
    return (int) ((long) data.size() * batch / count);
  }

  /** The batch's examples, {@code [n, features]}; overwritten by a later read. */
  Tensor read(int batch, RandomStream random) {
    int from = start(batch);
    int to = start(batch + 1);
    Tensor buffer =
        buffers.computeIfAbsent(to - from, n -> Tensor.zeros(n, data.shape().features()));
    data.read(rows, from, to, buffer, random);
    return buffer;
  }
}
