package org.latent4j.kernels;

import org.latent4j.kernels.fused.NotedProducts;

/**
 * The matrix products that an engine did during a stretch of work, to be done again on the same
 * matrices with nothing in between. The time that takes is a floor for the work: the same BLAS, the
 * same threads, the same sizes.
 *
 * @see FusedEngine#beginNotingProducts()
 */
public final class MatrixProducts {
  private final NotedProducts noted;

  MatrixProducts(NotedProducts noted) {
    this.noted = noted;
  }

  /** How many there are. */
  public int count() {
    return noted.count();
  }

  /** Multiplications and additions in all of them. */
  public long operations() {
    return noted.operations();
  }

  /**
   * Does them again, in the same order. The results go where they went before: no step may be under
   * way on the tapes that made them.
   */
  public void repeat() {
    noted.repeat();
  }
}
