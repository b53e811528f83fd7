package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.HalfSamples;
import org.latent4j.evaluation.Subject;

/**
 * How single dimensions of the code E[z|x] go with single factors of the data. The data needs at
 * least two factors that vary; examples are drawn from it at random and encoded once.
 *
 * <p>The standard error is the deviation over {@linkplain HalfSamples random halves} of those
 * learned from and of those measured on, with points and groups drawn and classifiers learned anew:
 * it contains everything but the training of the model.
 */
public abstract sealed class DisentanglementScore implements Estimator
    permits BetaVaeScore,
        FactorVaeScore,
        MutualInformationGap,
        SeparatedAttributePredictability,
        DisentanglementCompletenessInformativeness {
  /** Examples that a score is made of at the least. */
  private static final int LEAST = 4;

  private final String metric;
  private final int leastLatent;
  private final int examples;
  private final RepresentationSettings settings;

  /**
   * A score.
   *
   * @param leastLatent the least size of code that has such a score
   * @param examples how many are drawn, if the data has as many
   */
  DisentanglementScore(
      String metric, int leastLatent, int examples, RepresentationSettings settings) {
    this.metric = metric;
    this.leastLatent = leastLatent;
    this.examples = examples;
    this.settings = settings;
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
    if (data.size() < LEAST) {
      return Estimate.absent(
          "it needs at least " + LEAST + " examples; the data has " + data.size());
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
    Estimate score = score(codes, random);
    return score.value().isEmpty() ? score : withError(score, codes, random.split("halves"));
  }

  /** With the deviation of the score over random halves of both parts of the codes. */
  private Estimate withError(Estimate score, FactorCodes codes, RandomStream random) {
    int training = trainingSize(codes);
    OptionalDouble error =
        HalfSamples.standardError(
            random,
            own -> {
              IntStream learned = half(0, training, own.split("training"));
              IntStream measured = half(training, codes.size(), own.split("evaluation"));
              FactorCodes half = codes.at(IntStream.concat(learned, measured).toArray());
              return half.size() < LEAST ? Double.NaN : score(half, own).value().orElse(Double.NaN);
            });
    Map<String, Object> settings = new LinkedHashMap<>(score.settings());
    settings.put(
        ERROR_OVER,
        HalfSamples.COUNT
            + " random halves of the examples, each learned from, drawn from and measured on anew");
    return new Estimate(
        score.value(),
        error,
        score.parts(),
        score.examples(),
        score.rows(),
        settings,
        score.reason());
  }

  private static IntStream half(int from, int to, RandomStream random) {
    return Arrays.stream(HalfSamples.draw(to - from, random)).map(i -> from + i);
  }

  /**
   * The score of these codes, without its standard error.
   *
   * @param codes at least 4, with at least two factors; of all examples drawn each factor takes two
   *     values or more, of a half of them perhaps one
   */
  abstract Estimate score(FactorCodes codes, RandomStream random);

  /** What to learn from: the first of the codes, in proportion to the points. */
  final FactorCodes training(FactorCodes codes) {
    return codes.part(0, trainingSize(codes));
  }

  /** What to measure on: the others. */
  final FactorCodes evaluation(FactorCodes codes) {
    return codes.part(trainingSize(codes), codes.size());
  }

  private int trainingSize(FactorCodes codes) {
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
