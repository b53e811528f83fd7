package org.latent4j.divergences;

import org.latent4j.api.tensor.Var;

/** A characteristic kernel of two codes, 1 where they are equal, of their squared distance r². */
public enum MmdKernel {
  /**
   * C / (C + r²), the inverse multiquadric: heavy tails, so that distant codes are drawn in too.
   */
  IMQ {
    @Override
    Var of(Var squaredDistances, double bandwidth) {
      Var one = squaredDistances.tape().constant(1);
      return one.dividedBy(squaredDistances.times(1 / bandwidth).plus(1));
    }
  },
  /** e^(−r²/C): the Gaussian kernel of variance C/2. */
  RBF {
    @Override
    Var of(Var squaredDistances, double bandwidth) {
      return squaredDistances.times(-1 / bandwidth).exp();
    }
  };

  /**
   * The kernel of each pair.
   *
   * @param squaredDistances r², {@code [n, m]}
   * @param bandwidth C
   */
  abstract Var of(Var squaredDistances, double bandwidth);
}
