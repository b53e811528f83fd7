package org.latent4j.evaluation.representation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;

/**
 * Points made of examples that have the value of a random factor in common, whose number is the
 * point's label; and how often a classifier finds it out.
 */
final class FactorPoints {
  private FactorPoints() {}

  /** Makes a point from the groups of one factor. */
  @FunctionalInterface
  interface Input {
    double[] of(FactorCodes codes, Groups groups, RandomStream random);
  }

  /**
   * The accuracy of a classifier.
   *
   * @param learner learns it from points
   * @param how settings of the estimate beside those of the points
   */
  static Estimate accuracy(
      FactorCodes training,
      FactorCodes evaluation,
      RepresentationSettings settings,
      Input input,
      Function<Points, Classifier> learner,
      Map<String, Object> how,
      RandomStream random) {
    Optional<String> lone = lone(training).or(() -> lone(evaluation));
    if (lone.isPresent()) {
      return Estimate.absent(lone.get());
    }
    Points learned = draw(training, settings.trainingPoints(), input, random.split("training"));
    Points measured =
        draw(evaluation, settings.evaluationPoints(), input, random.split("evaluation"));
    Map<String, Object> all = new LinkedHashMap<>(how);
    all.put("training_points", settings.trainingPoints());
    all.put("evaluation_points", settings.evaluationPoints());
    Classifier classifier = learner.apply(learned);
    classifier.warning().ifPresent(warning -> all.put("warning", warning));
    return Estimate.of(Points.mean(measured.right(classifier)), all);
  }

  private static Points draw(FactorCodes codes, int count, Input input, RandomStream random) {
    int factors = codes.factors().size();
    Groups[] groups =
        IntStream.range(0, factors)
            .mapToObj(factor -> new Groups(codes.values(factor)))
            .toArray(Groups[]::new);
    int[] labels = new int[count];
    double[][] inputs = new double[count][];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(factors);
      inputs[i] = input.of(codes, groups[labels[i]], random);
    }
    return new Points(inputs, labels);
  }

  /** Why there can be no points with one of the factors in common, if there cannot. */
  private static Optional<String> lone(FactorCodes codes) {
    return IntStream.range(0, codes.factors().size())
        .filter(factor -> new Groups(codes.values(factor)).none())
        .mapToObj(
            factor ->
                "no two of "
                    + codes.size()
                    + " examples have the same value of '"
                    + codes.factors().get(factor)
                    + "', so that no pairs can be made; give more examples")
        .findFirst();
  }
}
