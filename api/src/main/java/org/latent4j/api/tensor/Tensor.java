package org.latent4j.api.tensor;

import java.util.Arrays;

/**
 * Numbers in row-major order with a shape. The array is the tensor's own storage, not a copy: what
 * is written to {@link #data()} is what the tensor holds.
 *
 * <p>The first dimension counts rows (examples); {@link #columns()} is the product of the others. A
 * vector of shape {@code [n]} has n rows of one column.
 */
public final class Tensor {
  private final float[] data;
  private final int[] shape;

  private Tensor(float[] data, int[] shape) {
    this.data = data;
    this.shape = shape;
  }

  /**
   * A tensor over the given array, which is not copied.
   *
   * @param data exactly as many numbers as the shape holds
   * @param shape at least one dimension, each at least 0
   * @throws IllegalArgumentException if the shape is empty, negative or does not hold {@code
   *     data.length} numbers
   */
  public static Tensor of(float[] data, int... shape) {
    long size = sizeOf(shape);
    if (size != data.length) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " holds "
              + size
              + " numbers, but "
              + data.length
              + " were given");
    }
    return new Tensor(data, shape.clone());
  }

  /** A tensor of zeros. */
  public static Tensor zeros(int... shape) {
    long size = sizeOf(shape);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " holds "
              + size
              + " numbers; a tensor holds at most 2^31 - 9");
    }
    return new Tensor(new float[(int) size], shape.clone());
  }

  private static long sizeOf(int[] shape) {
    if (shape.length == 0) {
      throw new IllegalArgumentException(
          "a tensor has at least one dimension; a single number has shape [1]");
    }
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " has a negative dimension");
      }
      size = Math.multiplyExact(size, (long) dimension);
    }
    return size;
  }

  /** The numbers themselves, row-major; not a copy. */
  public float[] data() {
    return data;
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  public int dimension(int axis) {
    return shape[axis];
  }

  /** The first dimension. */
  public int rows() {
    return shape[0];
  }

  /** The numbers in a row: the product of all dimensions but the first. */
  public int columns() {
    int columns = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      columns *= shape[axis];
    }
    return columns;
  }

  public int size() {
    return data.length;
  }

  public boolean hasShape(int... other) {
    return Arrays.equals(shape, other);
  }

  /** The number in a row and column, counted from 0. */
  public float at(int row, int column) {
    return data[row * columns() + column];
  }

  public Tensor copy() {
    return new Tensor(data.clone(), shape);
  }

  /** The rows from {@code from} (inclusive) to {@code to} (exclusive), copied. */
  public Tensor copyOfRows(int from, int to) {
    if (from < 0 || to < from || to > rows()) {
      throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows());
    }
    int[] part = shape.clone();
    part[0] = to - from;
    int columns = columns();
    return new Tensor(Arrays.copyOfRange(data, from * columns, to * columns), part);
  }

  /** The same storage under another shape of the same size. */
  public Tensor reshaped(int... other) {
    return of(data, other);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Tensor").append(Arrays.toString(shape)).append('[');
    for (int i = 0; i < Math.min(8, data.length); i++) {
      text.append(i == 0 ? "" : ", ").append(data[i]);
    }
    return text.append(data.length > 8 ? ", …]" : "]").toString();
  }
}
