package org.latent4j.evaluation.representation;

import java.util.ArrayList;
import java.util.List;
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
 * values score low for every model. Where two dimensions tell the same, the gap is 0 by definition.
 * Parts are the factors' contributions.
 */
public final class SeparatedAttributePredictability extends DisentanglementScore {
  /** A score by as many examples as the settings have points. */
  public SeparatedAttributePredictability(RepresentationSettings settings) {
    super("sap", 2, settings.trainingPoints() + settings.evaluationPoints(), settings);
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    FactorCodes training = training(codes);
    FactorCodes evaluation = evaluation(codes);
    List<Double> gaps = new ArrayList<>();
    for (int factor = 0; factor < codes.factors().size(); factor++) {
      int k = factor;
      RandomStream own = random.split("classifier").split(factor);
      double[] ascending =
          IntStream.range(0, codes.latent())
              .mapToDouble(
                  i ->
                      Points.mean(
                          points(evaluation, i, k)
                              .right(Classifier.linearSvm(points(training, i, k), own.split(i)))))
              .sorted()
              .toArray();
      gaps.add(ascending[ascending.length - 1] - ascending[ascending.length - 2]);
    }
    Map<String, Object> how = settings(codes);
    how.put("training_points", training.size());
    how.put("evaluation_points", evaluation.size());
    how.put("classifier", Classifier.LINEAR_SVM);
    return Gaps.mean(gaps, how);
  }

  private static Points points(FactorCodes codes, int dimension, int factor) {
    double[][] inputs =
        IntStream.range(0, codes.size())
            .mapToObj(n -> new double[] {codes.codes()[n][dimension]})
            .toArray(double[][]::new);
    return new Points(inputs, codes.values(factor));
  }
}
