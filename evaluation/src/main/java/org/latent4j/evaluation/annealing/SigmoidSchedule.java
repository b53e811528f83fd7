package org.latent4j.evaluation.annealing;

/**
 * The exponents 0 = β₀ &lt; … &lt; β_T = 1 of the intermediate distributions p(z) p(x|z)^β, equally
 * spaced under a sigmoid, so that steps are small where the distribution changes most, near 0, and
 * near 1 (Wu, Burda, Salakhutdinov and Grosse, 2017): β_t = (s(δ (2t/T − 1)) − s(−δ)) / (s(δ) −
 * s(−δ)) with s the logistic function and δ = 4.
 */
final class SigmoidSchedule {
  private static final double DELTA = 4;

  private SigmoidSchedule() {}

  /** β₀ to β_T; T at least 1. */
  static double[] of(int distributions) {
    double[] beta = new double[distributions + 1];
    for (int t = 0; t <= distributions; t++) {
      double at = logistic(DELTA * (2.0 * t / distributions - 1));
      beta[t] = (at - logistic(-DELTA)) / (logistic(DELTA) - logistic(-DELTA));
    }
    beta[0] = 0;
    beta[distributions] = 1;
    return beta;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
