package org.latent4j.data.formats;

import java.util.Arrays;

/** An array of unsigned bytes as an IDX file holds it. */
public final class IdxArray {
  private final int[] shape;
  private final byte[] values;

  private IdxArray(int[] shape, byte[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * An array over the given values, which are not copied.
   *
   * @throws IllegalArgumentException if there are not exactly as many values as the shape holds
   */
  public static IdxArray of(int[] shape, byte[] values) {
    long count = 1;
    for (int dimension : shape) {
      count = Math.multiplyExact(count, (long) dimension);
    }
    if (shape.length == 0 || count != values.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
    }
    return new IdxArray(shape.clone(), values);
  }

  /** A copy of the dimensions; the first counts the examples. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of examples. */
  public int count() {
    return shape[0];
  }

  /** The values, row-major; not a copy. */
  public byte[] values() {
    return values;
  }

  @Override
  public String toString() {
    return "IdxArray" + Arrays.toString(shape);
  }
}
