package org.latent4j.evaluation.representation;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;

/**
 * {@code sap}, the separated attribute predictability (Kumar, Sattigeri and Balakrishnan, 2018):
 * the mean over factors of how much better a linear classifier tells the factor's value from the
 * best single dimension of the code than from the second best. As in Locatello et al. (2019) the
 * classifier is a linear support vector machine and is better by its accuracy.
 *
 * <p>Since even a code that tells nothing gives the accuracy of guessing, the greatest possible
 * value is 1 − 1/m for a factor with m values that are equally frequent. One machine against the
 * rest cannot tell a middle value from those on both sides of it, so that factors with many ordered
 * values score low for every model. The standard error is over the examples measured on, given the
 * classifiers and the choice of the two dimensions; parts are the factors' contributions.
 */
public final class SeparatedAttributePredictability extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A score by as many examples as the settings have points. */
  public SeparatedAttributePredictability(RepresentationSettings settings) {
    super("sap", 2, settings.trainingPoints() + settings.evaluationPoints());
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    FactorCodes training = training(codes, settings);
    FactorCodes evaluation = evaluation(codes, settings);
    Gaps gaps = new Gaps(codes.factors(), evaluation.size());
    for (int factor = 0; factor < codes.factors().size(); factor++) {
      int k = factor;
      RandomStream own = random.split("classifier").split(factor);
      double[][] right =
          IntStream.range(0, codes.latent())
              .mapToObj(
                  i ->
                      points(evaluation, i, k)
                          .right(Classifier.linearSvm(points(training, i, k), own.split(i))))
              .sorted(Comparator.comparingDouble(r -> -Points.mean(r)))
              .toArray(double[][]::new);
      gaps.add(
          IntStream.range(0, evaluation.size())
              .mapToDouble(n -> right[0][n] - right[1][n])
              .toArray());
    }
    Map<String, Object> how = settings(codes);
    how.put("training_points", training.size());
    how.put("evaluation_points", evaluation.size());
    how.put("classifier", Classifier.LINEAR_SVM);
    return gaps.estimate(how);
  }

  private static Points points(FactorCodes codes, int dimension, int factor) {
    double[][] inputs =
        IntStream.range(0, codes.size())
            .mapToObj(n -> new double[] {codes.codes()[n][dimension]})
            .toArray(double[][]::new);
    return new Points(inputs, codes.values(factor));
  }
}
