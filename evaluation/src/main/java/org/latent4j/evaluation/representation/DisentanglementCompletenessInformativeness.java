package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.Map;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;

/**
 * {@code dci} (Eastwood and Williams, A Framework for the Quantitative Evaluation of Disentangled
 * Representations, 2018). Ensembles of trees predict each factor from the code, and Rᵢⱼ is how much
 * dimension i helps with factor j, as a share of what all dimensions do. With Pᵢⱼ = Rᵢⱼ / Σⱼ Rᵢⱼ
 * and K factors, <em>disentanglement</em>, the value, is the mean of 1 − H(Pᵢ) / ln K over
 * dimensions weighted by Σⱼ Rᵢⱼ: whether a dimension tells of one factor alone.
 * <em>Completeness</em> is the same of the transposed matrix: whether a factor is told by one
 * dimension alone. <em>Informativeness</em> is the accuracy of the trees on examples they were not
 * learned from, the mean over factors. Both are in the settings.
 *
 * <p>Help is the mean decrease of the labels' entropy by bagged trees. Entropy rather than Gini
 * impurity, since among many equally frequent values the latter cuts off one at a time, in deep
 * trees that split by noise. Values by other trees differ (Locatello et al., 2019, use gradient
 * boosting). Dimensions that make the same split share its help, so that a dimension and its double
 * have half of it each; one that tells the same a little worse than another still gets little, as
 * the trees do not need it.
 */
public final class DisentanglementCompletenessInformativeness extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A score by as many examples as the settings have points, and as many trees. */
  public DisentanglementCompletenessInformativeness(RepresentationSettings settings) {
    super("dci", 1, settings.trainingPoints() + settings.evaluationPoints(), settings);
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    FactorCodes training = training(codes);
    FactorCodes evaluation = evaluation(codes);
    int factors = codes.factors().size();
    double[][] byFactor = new double[factors][];
    double informativeness = 0;
    for (int j = 0; j < factors; j++) {
      Points learned = new Points(training.codes(), training.values(j));
      Forest forest = forest(learned, j, random);
      byFactor[j] = forest.importances();
      Points measured = new Points(evaluation.codes(), evaluation.values(j));
      informativeness += Points.mean(measured.right(forest)) / factors;
    }
    double disentanglement = concentration(transposed(byFactor));
    if (Double.isNaN(disentanglement)) {
      return Estimate.absent("no dimension of the code helps to predict any factor");
    }
    Map<String, Object> how = settings(codes);
    how.put("training_points", training.size());
    how.put("evaluation_points", evaluation.size());
    how.put("trees", settings.trees());
    how.put("kind", Forest.TREES);
    if (codes.latent() > 1) {
      how.put("completeness", concentration(byFactor));
    }
    how.put("informativeness", informativeness);
    return Estimate.of(disentanglement, how);
  }

  private Forest forest(Points learned, int factor, RandomStream random) {
    return Forest.of(learned, settings.trees(), random.split("trees").split(factor));
  }

  /**
   * The mean of 1 − H(row) / ln columns over rows, weighted by their sums; 1 if each row has its
   * weight in one place, 0 if it is spread evenly, NaN if there is none.
   */
  static double concentration(double[][] matrix) {
    double sum = 0;
    double total = 0;
    for (double[] row : matrix) {
      double weight = Arrays.stream(row).sum();
      double entropy =
          Arrays.stream(row).filter(r -> r > 0).map(r -> -r / weight * Math.log(r / weight)).sum();
      sum += weight * (1 - entropy / Math.log(row.length));
      total += weight;
    }
    return sum / total;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
