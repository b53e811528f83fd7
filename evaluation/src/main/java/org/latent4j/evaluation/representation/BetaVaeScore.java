package org.latent4j.evaluation.representation;

import java.util.Map;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;

/**
 * {@code beta_vae_score}: how often a linear classifier finds out which factor pairs of examples
 * have in common (Higgins et al., β-VAE, 2017). For each point a factor k is drawn, then pairs of
 * examples with the same value of k; the classifier is given the mean over pairs of |zᵢ − zᵢ′| for
 * each dimension i of the code, and its accuracy is the score. Without any relation between code
 * and factors it is 1 over the number of factors.
 *
 * <p>Pairs are drawn among the examples at hand, not from a grid of all values: where factors
 * depend on one another in the data, they do in the pairs. Points learned from and points measured
 * on have no example in common.
 */
public final class BetaVaeScore extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A score by these settings' points, in groups of so many pairs. */
  public BetaVaeScore(RepresentationSettings settings) {
    super("beta_vae_score", 1, settings.trainingPoints() + settings.evaluationPoints(), settings);
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    Map<String, Object> how = settings(codes);
    how.put("pairs", settings.group());
    how.put("classifier", LogisticRegression.DESCRIPTION);
    return FactorPoints.accuracy(
        training(codes),
        evaluation(codes),
        settings,
        this::meanDifference,
        LogisticRegression::fit,
        how,
        random);
  }

  private double[] meanDifference(FactorCodes codes, Groups groups, RandomStream random) {
    double[] mean = new double[codes.latent()];
    for (int pair = 0; pair < settings.group(); pair++) {
      int[] group = groups.draw(random);
      int one = random.nextInt(group.length);
      int other = (one + 1 + random.nextInt(group.length - 1)) % group.length;
      double[] z = codes.codes()[group[one]];
      double[] w = codes.codes()[group[other]];
      for (int i = 0; i < mean.length; i++) {
        mean[i] += Math.abs(z[i] - w[i]) / settings.group();
      }
    }
    return mean;
  }
}
