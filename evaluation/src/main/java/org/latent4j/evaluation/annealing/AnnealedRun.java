package org.latent4j.evaluation.annealing;

import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.EvaluationStoppedException;

/**
 * Chains between prior and posterior of some examples, several for each, and the log weights they
 * gather (Neal, 2001; Grosse, Ghahramani and Adams, 2015).
 */
final class AnnealedRun implements AutoCloseable {
  private final Model model;
  private final JointDensity density;
  private final int leapfrogSteps;

  /**
   * A run on examples.
   *
   * @param examples {@code [chains, features]}, one row for each chain
   */
  AnnealedRun(
      Model model,
      ObservationModel observation,
      Tensor examples,
      int leapfrogSteps,
      Engine engine) {
    this.model = model;
    this.density = new JointDensity(model, observation, examples, engine);
    this.leapfrogSteps = leapfrogSteps;
  }

  /** Finds step sizes for paths like these. */
  StepSizes stepSizes(double[] beta, RandomStream random) {
    return StepSizes.adapted(fromPrior(random), beta, random.split("pilot"));
  }

  private HamiltonianChains fromPrior(RandomStream random) {
    Tensor start = model.prior().sample(random.split("prior"), density.chains());
    return new HamiltonianChains(density, leapfrogSteps, start.data());
  }

  /**
   * ln w of each chain run from prior to posterior. E w = p(x), so that ln of a mean of weights is
   * below ln p(x) in expectation.
   */
  double[] forward(double[] beta, StepSizes sizes, RandomStream random) {
    HamiltonianChains chains = fromPrior(random);
    double[] logWeights = new double[density.chains()];
    int distributions = beta.length - 1;
    for (int t = 1; t <= distributions; t++) {
      gather(logWeights, chains, beta[t] - beta[t - 1]);
      move(chains, t, beta, sizes, random);
    }
    return logWeights;
  }

  /**
   * ln w of each chain run from the posterior to the prior. E 1/w = 1/p(x), so that −ln of a mean
   * of 1/w is above ln p(x) in expectation.
   *
   * @param codes exact draws from the posterior, {@code [chains, latent]}: those that the examples
   *     were drawn from
   */
  double[] backward(double[] beta, StepSizes sizes, Tensor codes, RandomStream random) {
    HamiltonianChains chains = new HamiltonianChains(density, leapfrogSteps, codes.data());
    double[] logWeights = new double[density.chains()];
    for (int t = beta.length - 1; t >= 1; t--) {
      move(chains, t, beta, sizes, random);
      gather(logWeights, chains, beta[t] - beta[t - 1]);
    }
    return logWeights;
  }

  private static void gather(double[] logWeights, HamiltonianChains chains, double step) {
    for (int chain = 0; chain < logWeights.length; chain++) {
      logWeights[chain] += step * chains.logLikelihood(chain);
    }
  }

  private static void move(
      HamiltonianChains chains, int t, double[] beta, StepSizes sizes, RandomStream random) {
    EvaluationStoppedException.ifInterrupted();
    RandomStream ofStep = random.split(t);
    double size = sizes.at(t, beta.length - 1, ofStep.split("jitter"));
    chains.transition(beta[t], size, ofStep);
  }

  @Override
  public void close() {
    density.close();
  }
}
