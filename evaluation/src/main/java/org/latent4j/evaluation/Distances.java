package org.latent4j.evaluation;

import org.latent4j.api.tensor.Var;

/** Distances between many points. */
public final class Distances {
  private Distances() {}

  /**
   * ‖aᵢ − bⱼ‖² = ‖aᵢ‖² + ‖bⱼ‖² − 2 aᵢ·bⱼ, about the mean of b, at the speed of a matrix product:
   * {@code [n, d]} and {@code [m, d]} to {@code [n, m]}, never negative. In single precision good
   * to about 1e-6 of the squared distances from that mean; for points that all but coincide there
   * is {@link org.latent4j.api.tensor.Tape#squaredDistances}.
   */
  public static Var squared(Var a, Var b) {
    Var center = b.columnSums().times(1.0 / b.rows());
    Var p = a.minus(center);
    Var q = b.minus(center);
    Var squares = p.square().rowSums().reshape(p.rows(), 1).plus(q.square().rowSums());
    return squares.minus(a.tape().matmulTransposed(p, q).times(2)).relu();
  }
}
