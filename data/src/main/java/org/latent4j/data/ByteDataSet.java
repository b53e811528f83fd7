package org.latent4j.data;

import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/**
 * Examples held in memory as unsigned bytes, a quarter of the room that floats take, and divided by
 * a constant when they are read.
 */
public final class ByteDataSet extends StoredDataSet {
  private final byte[] values;
  private final float[] floats;

  private ByteDataSet(
      DataShape shape, byte[] values, float[] floats, int size, FactorColumns factors) {
    super(shape, size, factors);
    this.values = values;
    this.floats = floats;
  }

  /**
   * The rows of a row-major array of unsigned bytes.
   *
   * @param values {@code n · features} of them; not copied, and not to be changed afterwards
   * @param divisor what each is divided by when it is read: 255 for values in [0, 1]
   * @throws IllegalArgumentException if the array does not hold whole rows, a factor has not a
   *     value for each row, or the divisor is not positive and finite
   */
  public static ByteDataSet of(
      DataShape shape, byte[] values, float divisor, FactorColumns factors) {
    int features = shape.features();
    if (values.length % features != 0) {
      throw new IllegalArgumentException(
          values.length + " bytes are not a whole number of examples of " + features);
    }
    if (!(divisor > 0) || divisor == Float.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("divisor " + divisor + " must be positive and finite");
    }
    int size = values.length / features;
    float[] floats = new float[256];
    for (int value = 0; value < floats.length; value++) {
      // A division, not a multiplication by the reciprocal: 255 / 255 is exactly 1.
      floats[value] = value / divisor;
    }
    return new ByteDataSet(shape, values, floats, size, factors);
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    int features = shape().features();
    Reading.check(features, rows, from, to, into);
    float[] destination = into.data();
    for (int i = from; i < to; i++) {
      int source = rows[i] * features;
      int target = (i - from) * features;
      // By table: the compiler does not vectorise the conversion of bytes to floats.
      for (int j = 0; j < features; j++) {
        destination[target + j] = floats[values[source + j] & 0xff];
      }
    }
  }
}
