package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;

/**
 * {@code factor_vae_score}: how often the dimension of the code that varies least tells which
 * factor examples have in common (Kim and Mnih, Disentangling by Factorising, 2018). For each point
 * a factor k is drawn, then examples with the same value of k; the dimension of least variance,
 * relative to its variance over all examples, votes for k. The score is how often k is what most
 * points with that dimension voted for. Without any relation between code and factors it is about 1
 * over the number of factors.
 *
 * <p>Dimensions whose standard deviation over all examples is below a threshold, on the scale of
 * the codes, take no part; if none does, the score is 0, as in Locatello et al. (2019). Examples
 * are drawn as for {@link BetaVaeScore}, with replacement within a group. Of dimensions that vary
 * equally little, such as several that do not vary in a group, one is drawn, since otherwise their
 * order would matter.
 */
public final class FactorVaeScore extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A score by these settings' points, in groups of so many examples. */
  public FactorVaeScore(RepresentationSettings settings) {
    super("factor_vae_score", 1, settings.trainingPoints() + settings.evaluationPoints(), settings);
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    FactorCodes training = training(codes);
    double[] variances =
        IntStream.range(0, codes.latent())
            .mapToDouble(i -> Variance.of(training.dimension(i)).getAsDouble())
            .toArray();
    int[] active =
        IntStream.range(0, codes.latent())
            .filter(i -> variances[i] > 0 && Math.sqrt(variances[i]) >= settings.leastDeviation())
            .toArray();
    Map<String, Object> how = settings(codes);
    how.put("group", settings.group());
    how.put("least_standard_deviation", settings.leastDeviation());
    how.put("dimensions_used", active.length);
    if (active.length == 0) {
      return Estimate.of(0, how);
    }
    return FactorPoints.accuracy(
        training,
        evaluation(codes),
        settings,
        (part, groups, stream) -> leastVarying(part, groups, active, variances, stream),
        points -> majority(points, codes.latent(), codes.factors().size()),
        how,
        random);
  }

  /** The dimension among the active ones, as the one number of a point. */
  private double[] leastVarying(
      FactorCodes codes, Groups groups, int[] active, double[] variances, RandomStream random) {
    int[] group = groups.draw(random);
    double[][] z = new double[settings.group()][];
    Arrays.setAll(z, i -> codes.codes()[group[random.nextInt(group.length)]]);
    double[] relative =
        Arrays.stream(active).mapToDouble(i -> variance(z, i) / variances[i]).toArray();
    double smallest = Arrays.stream(relative).min().orElseThrow();
    int[] least =
        IntStream.range(0, active.length)
            .filter(i -> relative[i] == smallest)
            .map(i -> active[i])
            .toArray();
    return new double[] {least.length == 1 ? least[0] : least[random.nextInt(least.length)]};
  }

  private static double variance(double[][] codes, int dimension) {
    return Variance.of(Arrays.stream(codes).mapToDouble(code -> code[dimension]).toArray())
        .getAsDouble();
  }

  /** The factor that most points with the dimension have in common. */
  private static Classifier majority(Points points, int latent, int factors) {
    int[][] votes = new int[latent][factors];
    for (int i = 0; i < points.labels().length; i++) {
      votes[(int) points.inputs()[i][0]][points.labels()[i]]++;
    }
    return input -> {
      int[] cast = votes[(int) input[0]];
      return IntStream.range(0, factors).reduce((a, b) -> cast[b] > cast[a] ? b : a).orElseThrow();
    };
  }
}
