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
 * are drawn as for {@link BetaVaeScore}, with replacement within a group; so is the standard error
 * the binomial one over points, given the votes and the examples.
 */
public final class FactorVaeScore extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A score by these settings' points, in groups of so many examples. */
  public FactorVaeScore(RepresentationSettings settings) {
    super("factor_vae_score", 1, settings.trainingPoints() + settings.evaluationPoints());
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    FactorCodes training = training(codes, settings);
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
        evaluation(codes, settings),
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
    int least = active[0];
    double smallest = Double.POSITIVE_INFINITY;
    for (int i : active) {
      double[] column = Arrays.stream(z).mapToDouble(code -> code[i]).toArray();
      double variance = Variance.of(column).getAsDouble() / variances[i];
      if (variance < smallest) {
        smallest = variance;
        least = i;
      }
    }
    return new double[] {least};
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
