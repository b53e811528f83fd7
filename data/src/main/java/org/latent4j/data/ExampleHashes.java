package org.latent4j.data;

import java.util.Arrays;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Tensor;

/**
 * A number for each example by which it is known again, in another split, order or file: a 64-bit
 * hash of its {@linkplain DataSet#stored() stored} values as floats. Equal examples have equal
 * hashes. Two that differ have the same one with a probability of 2⁻⁶⁴: among 60,000 examples and
 * 10,000 others, 3 · 10⁻¹¹ pairs are to be expected.
 */
public final class ExampleHashes {
  private static final int BLOCK_NUMBERS = 1 << 16;

  private ExampleHashes() {}

  /** One for each example, in the set's order; read block by block, in one pass. */
  public static long[] of(DataSet data) {
    DataSet stored = data.stored();
    int features = stored.shape().features();
    long[] hashes = new long[stored.size()];
    int[] rows = new int[hashes.length];
    Arrays.setAll(rows, row -> row);
    int blockRows = Math.max(1, BLOCK_NUMBERS / features);
    for (int from = 0; from < rows.length; from += blockRows) {
      int to = Math.min(rows.length, from + blockRows);
      Tensor block = Tensor.zeros(to - from, features);
      stored.read(rows, from, to, block, FixedStream.of("example hashes"));
      for (int row = from; row < to; row++) {
        hashes[row] = hash(block.data(), (row - from) * features, features);
      }
    }
    return hashes;
  }

  private static long hash(float[] values, int offset, int count) {
    long hash = count;
    for (int i = 0; i < count; i++) {
      // Adding zero makes −0 to 0, which is the same number.
      hash = SplitMix.mix(hash * 31 + Float.floatToIntBits(values[offset + i] + 0f));
    }
    return hash;
  }
}
