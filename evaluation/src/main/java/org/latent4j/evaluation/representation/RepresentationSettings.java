package org.latent4j.evaluation.representation;

import java.util.List;
import org.latent4j.api.data.DataSet;
import org.latent4j.evaluation.Estimator;

/**
 * The protocol of the representation metrics, and by {@link #estimators} all of them.
 *
 * @param probeExamples training examples of the linear probe, at least 2
 * @param trainingPoints points that a score learns from, at least 2; also how many examples they
 *     are made of
 * @param evaluationPoints points that a score is measured on, at least 1; also how many examples
 *     they are made of, none of them among those learned from
 * @param group pairs of a point of the β-VAE score and examples of a point of the FactorVAE score,
 *     at least 2
 * @param bins of the histograms of codes for the mutual information gap, at least 2
 * @param leastDeviation dimensions of the code whose standard deviation is smaller are left out of
 *     the FactorVAE score; at least 0
 * @param trees in an ensemble for disentanglement, completeness and informativeness, at least 1
 */
public record RepresentationSettings(
    int probeExamples,
    int trainingPoints,
    int evaluationPoints,
    int group,
    int bins,
    double leastDeviation,
    int trees) {
  public RepresentationSettings {
    atLeast(2, probeExamples, "training examples of the linear probe");
    atLeast(2, trainingPoints, "training points");
    atLeast(1, evaluationPoints, "evaluation points");
    atLeast(2, group, "pairs or examples in a group");
    atLeast(2, bins, "bins");
    atLeast(1, trees, "trees");
    if (!(leastDeviation >= 0)) {
      throw new IllegalArgumentException("a least standard deviation of " + leastDeviation);
    }
  }

  /**
   * 10,000 training and 5,000 evaluation points, 64 pairs or examples, 20 bins, 0.05, after
   * Locatello et al. (Challenging Common Assumptions in the Unsupervised Learning of Disentangled
   * Representations, 2019); ten trees, after the random forests of Eastwood and Williams (2018).
   */
  public static RepresentationSettings published() {
    return new RepresentationSettings(10_000, 10_000, 5_000, 64, 20, 0.05, 10);
  }

  /** These settings with other numbers of points, for less data or less time. */
  public RepresentationSettings withPoints(int training, int evaluation) {
    return new RepresentationSettings(
        probeExamples, training, evaluation, group, bins, leastDeviation, trees);
  }

  /**
   * {@code linear_probe}, {@code beta_vae_score}, {@code factor_vae_score}, {@code mig}, {@code
   * sap} and {@code dci}.
   *
   * @param training what the linear probe learns from: the split that the model was trained on
   */
  public List<Estimator> estimators(DataSet training) {
    return List.of(
        new LinearProbe(training, probeExamples),
        new BetaVaeScore(this),
        new FactorVaeScore(this),
        new MutualInformationGap(this),
        new SeparatedAttributePredictability(this),
        new DisentanglementCompletenessInformativeness(this));
  }

  private static void atLeast(int least, int number, String what) {
    if (number < least) {
      throw new IllegalArgumentException(number + " " + what + "; at least " + least);
    }
  }
}
