package org.latent4j.data.formats;

import java.util.Arrays;
import org.latent4j.api.Latent4jException;

/** How many numbers an example may have. */
final class ExampleSize {
  /** Images of 4096 × 4096. More would be names and parameters beyond any memory. */
  private static final int MOST = 1 << 24;

  private ExampleSize() {}

  /**
   * The product of all dimensions but the first.
   *
   * @param where names the array in messages
   * @throws Latent4jException if it is more than 16,777,216
   */
  static int require(Object where, int[] shape) {
    long features = 1;
    for (int i = 1; i < shape.length; i++) {
      features *= shape[i];
      if (features > MOST) {
        throw new Latent4jException(
            where
                + ": has the dimensions "
                + Arrays.toString(shape)
                + ", so that an example has more than "
                + MOST
                + " numbers, the most that are read; the first dimension counts the examples");
      }
    }
    return (int) features;
  }
}
