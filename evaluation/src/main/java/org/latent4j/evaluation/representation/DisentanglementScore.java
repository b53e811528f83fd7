package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.Subject;

/**
 * How single dimensions of the code E[z|x] go with single factors of the data. The data needs at
 * least two factors that vary; examples are drawn from it at random and encoded once.
 */
public abstract sealed class DisentanglementScore implements Estimator
    permits BetaVaeScore,
        FactorVaeScore,
        MutualInformationGap,
        SeparatedAttributePredictability,
        DisentanglementCompletenessInformativeness {
  private final String metric;
  private final int leastLatent;
  private final int examples;

  /**
   * A score.
   *
   * @param leastLatent the least size of code that has such a score
   * @param examples how many are drawn, if the data has as many
   */
  DisentanglementScore(String metric, int leastLatent, int examples) {
    this.metric = metric;
    this.leastLatent = leastLatent;
    this.examples = examples;
  }

  @Override
  public final List<String> metrics() {
    return List.of(metric);
  }

  @Override
  public final Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    return Map.of(metric, drawnAndScored(subject, random));
  }

  private Estimate drawnAndScored(Subject subject, RandomStream random) {
    DataSet data = subject.data();
    int latent = subject.model().encoder().latent();
    if (data.factors().isEmpty()) {
      return Estimate.absent("the data has no factors that codes could be compared with");
    }
    if (latent < leastLatent) {
      return Estimate.absent(
          "it is a gap between the two best dimensions of the code, which has " + latent);
    }
    if (data.size() < 4) {
      return Estimate.absent("it needs at least 4 examples; the data has " + data.size());
    }
    int[] rows =
        Arrays.copyOf(
            random.split("examples").permutation(data.size()), Math.min(examples, data.size()));
    int[] varied = FactorCodes.varied(data, rows);
    if (varied.length < 2) {
      return Estimate.absent(
          "it compares at least two factors that vary; "
              + varied.length
              + " of the data's "
              + data.factors().size()
              + " do");
    }
    FactorCodes codes = FactorCodes.of(subject, rows, varied);
    if (!codes.finite()) {
      return Estimate.absent("codes are not finite");
    }
    return score(codes, random);
  }

  /**
   * The score of these codes.
   *
   * @param codes at least 4, with at least two factors, each of which takes two values or more
   */
  abstract Estimate score(FactorCodes codes, RandomStream random);

  /** What to learn from: the first of the codes, in proportion to the points. */
  static FactorCodes training(FactorCodes codes, RepresentationSettings settings) {
    return codes.part(0, trainingSize(codes, settings));
  }

  /** What to measure on: the others. */
  static FactorCodes evaluation(FactorCodes codes, RepresentationSettings settings) {
    return codes.part(trainingSize(codes, settings), codes.size());
  }

  private static int trainingSize(FactorCodes codes, RepresentationSettings settings) {
    double share =
        settings.trainingPoints()
            / ((double) settings.trainingPoints() + settings.evaluationPoints());
    return Math.min(Math.max(2, (int) Math.round(share * codes.size())), codes.size() - 2);
  }

  /** Settings that all scores have. */
  static Map<String, Object> settings(FactorCodes codes) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("codes", "E[z|x]");
    settings.put("factors", codes.factors());
    settings.put("examples", codes.size());
    return settings;
  }
}
