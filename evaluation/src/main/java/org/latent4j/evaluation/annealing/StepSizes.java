package org.latent4j.evaluation.annealing;

import org.latent4j.api.tensor.RandomStream;

/**
 * Step sizes of the leapfrog integrator along the annealing path, found by pilot chains that aim at
 * an acceptance of 65 % (Wu et al., 2017) and then frozen: chains that adapted while they count
 * would leave the bounds that annealed importance sampling gives unproven.
 */
final class StepSizes {
  private static final double TARGET = 0.65;
  private static final double GAIN = 0.4;
  private static final double FIRST = 0.5;
  private static final int SETTLING = 20;
  private static final double JITTER = 0.2;

  private final double[] pilot;

  private StepSizes(double[] pilot) {
    this.pilot = pilot;
  }

  /** Runs pilot chains from the prior to the posterior. */
  static StepSizes adapted(HamiltonianChains chains, double[] beta, RandomStream random) {
    int distributions = beta.length - 1;
    double[] sizes = new double[distributions];
    double size = FIRST;
    for (int i = 0; i < SETTLING; i++) {
      size = next(size, chains.transition(beta[1], size, random.split(-1 - i)));
    }
    for (int t = 1; t <= distributions; t++) {
      size = next(size, chains.transition(beta[t], size, random.split(t)));
      sizes[t - 1] = size;
    }
    return new StepSizes(sizes);
  }

  private static double next(double size, double acceptance) {
    return size * Math.exp(GAIN * (acceptance - TARGET));
  }

  /**
   * The step size of transition t of T, jittered by up to a fifth so that no chain stays on a
   * periodic orbit (Neal, 2011).
   */
  double at(int t, int distributions, RandomStream random) {
    int nearest = (int) Math.round((double) t / distributions * pilot.length) - 1;
    double size = pilot[Math.max(0, Math.min(pilot.length - 1, nearest))];
    return size * (1 + JITTER * (2 * random.nextDouble() - 1));
  }
}
