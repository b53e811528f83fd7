package org.latent4j.kernels.nd4j;

import java.util.Arrays;

/**
 * The rules for shapes. Every value is held as a matrix: a vector {@code [n]} as the row {@code [1,
 * n]}, so that ND4J's broadcasting of matrices is NumPy's of vectors and matrices.
 */
final class Shapes {
  private Shapes() {}

  /** The shape of the matrix that holds a value. */
  static long[] matrix(int[] shape) {
    return shape.length == 1 ? new long[] {1, shape[0]} : new long[] {shape[0], shape[1]};
  }

  /** The shape itself, if it is a vector's or a matrix's and not empty. */
  static int[] checked(int[] shape) {
    if (shape.length < 1 || shape.length > 2) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + ": a variable is a vector [n] or a matrix [n, d]; reshape the tensor");
    }
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + ": a variable has at least one number");
      }
    }
    return shape;
  }

  static int size(int[] shape) {
    int size = 1;
    for (int dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  /** The shape of a binary operation's result. */
  static int[] broadcast(String operation, int[] a, int[] b) {
    long[] left = matrix(a);
    long[] right = matrix(b);
    int[] both = new int[2];
    for (int i = 0; i < 2; i++) {
      if (left[i] != right[i] && left[i] != 1 && right[i] != 1) {
        throw new IllegalArgumentException(
            operation
                + ": shapes "
                + Arrays.toString(a)
                + " and "
                + Arrays.toString(b)
                + " do not broadcast; allowed are equal shapes, [d] or [n, 1] against [n, d], and"
                + " [1] against anything");
      }
      both[i] = (int) Math.max(left[i], right[i]);
    }
    return a.length == 1 && b.length == 1 ? new int[] {both[1]} : both;
  }

  static void requireMatrix(String operation, int[] shape) {
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          operation + ": a matrix [n, d] is needed, not shape " + Arrays.toString(shape));
    }
  }

  static void requireRange(String operation, int from, int to, int count) {
    if (from < 0 || to <= from || to > count) {
      throw new IllegalArgumentException(
          operation + ": from " + from + " to " + to + " is no range of " + count);
    }
  }
}
