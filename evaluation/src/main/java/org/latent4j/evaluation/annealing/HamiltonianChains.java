package org.latent4j.evaluation.annealing;

import org.latent4j.api.tensor.RandomStream;

/**
 * Markov chains that leave p(z) p(x|z)^β invariant: Hamiltonian Monte Carlo with unit masses (Neal,
 * 2011), all chains moved together. A transition is reversible, so that the same one serves chains
 * run from the prior to the posterior and back.
 */
final class HamiltonianChains {
  private final JointDensity density;
  private final int leapfrogSteps;
  private final JointDensity.Point current;
  private final JointDensity.Point proposal;
  private final float[] momentum;

  /** Chains that start at the given places, {@code [chains, latent]}. */
  HamiltonianChains(JointDensity density, int leapfrogSteps, float[] start) {
    this.density = density;
    this.leapfrogSteps = leapfrogSteps;
    current = new JointDensity.Point(density.chains(), density.latent());
    proposal = new JointDensity.Point(density.chains(), density.latent());
    momentum = new float[start.length];
    System.arraycopy(start, 0, current.z, 0, start.length);
    density.evaluate(current);
  }

  /** ln p(x|z) of a chain where it is. */
  double logLikelihood(int chain) {
    return current.logLikelihood[chain];
  }

  /**
   * Moves all chains once.
   *
   * @param stepSize ε of the leapfrog integrator
   * @return the mean probability of acceptance
   */
  double transition(double beta, double stepSize, RandomStream random) {
    int latent = density.latent();
    random.split("momentum").fillGaussian(momentum, 0, momentum.length);
    double[] energy = new double[density.chains()];
    for (int chain = 0; chain < energy.length; chain++) {
      energy[chain] = kinetic(chain) - current.logDensity(chain, beta);
    }
    proposal.copy(current);
    for (int step = 0; step < leapfrogSteps; step++) {
      kick(beta, stepSize / 2);
      for (int i = 0; i < momentum.length; i++) {
        proposal.z[i] += (float) (stepSize * momentum[i]);
      }
      density.evaluate(proposal);
      kick(beta, stepSize / 2);
    }
    RandomStream acceptance = random.split("acceptance");
    double accepted = 0;
    for (int chain = 0; chain < energy.length; chain++) {
      double difference = energy[chain] - (kinetic(chain) - proposal.logDensity(chain, beta));
      // A place without a finite density has no probability of being accepted.
      double probability = Double.isNaN(difference) ? 0 : Math.min(1, Math.exp(difference));
      accepted += probability;
      if (acceptance.nextDouble() < probability) {
        current.copyChain(proposal, chain, latent);
      }
    }
    return accepted / energy.length;
  }

  private void kick(double beta, double time) {
    for (int i = 0; i < momentum.length; i++) {
      momentum[i] += (float) (time * proposal.gradient(i, beta));
    }
  }

  private double kinetic(int chain) {
    double sum = 0;
    int latent = density.latent();
    for (int i = chain * latent; i < (chain + 1) * latent; i++) {
      sum += (double) momentum[i] * momentum[i];
    }
    return sum / 2;
  }
}
