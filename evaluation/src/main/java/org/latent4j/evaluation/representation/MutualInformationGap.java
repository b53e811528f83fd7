package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;

/**
 * {@code mig}, the mutual information gap (Chen, Li, Grosse and Duvenaud, Isolating Sources of
 * Disentanglement, 2018): the mean over factors v of (I(zᵢ; v) − I(zⱼ; v)) / H(v), where dimensions
 * i and j of the code tell most of v. Each dimension is put into bins of equal width between its
 * extremes, as in Locatello et al. (2019), and I and H are those of the counts, in nats.
 *
 * <p>The counts of n examples overestimate the information of independent variables by about (b −
 * 1)(m − 1) / 2n nats for b bins and m values (Miller, 1955), the second dimension's more than the
 * first's, if that tells all. The standard error over examples is by the delta method, in which the
 * choice of the two dimensions is given; parts are the factors' contributions.
 */
public final class MutualInformationGap extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A gap from as many examples as the settings' training points, in so many bins. */
  public MutualInformationGap(RepresentationSettings settings) {
    super("mig", 2, settings.trainingPoints());
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    int[][] bins =
        IntStream.range(0, codes.latent())
            .mapToObj(i -> bins(codes.dimension(i)))
            .toArray(int[][]::new);
    Gaps gaps = new Gaps(codes.factors(), codes.size());
    for (int factor = 0; factor < codes.factors().size(); factor++) {
      int[] v = codes.values(factor);
      double[] h = surprises(v);
      double entropy = Points.mean(h);
      double[][] information =
          Arrays.stream(bins)
              .map(z -> information(z, v))
              .sorted(Comparator.comparingDouble(i -> -Points.mean(i)))
              .toArray(double[][]::new);
      double gap = (Points.mean(information[0]) - Points.mean(information[1])) / entropy;
      // The mean over examples is the gap, since that of h is H(v); the variance is the delta
      // method's for a ratio of means.
      gaps.add(
          IntStream.range(0, v.length)
              .mapToDouble(
                  n -> (information[0][n] - information[1][n] - gap * (h[n] - entropy)) / entropy)
              .toArray());
    }
    Map<String, Object> how = settings(codes);
    how.put("bins", settings.bins());
    return gaps.estimate(how);
  }

  private int[] bins(double[] z) {
    double least = DoubleStream.of(z).min().orElseThrow();
    double width = (DoubleStream.of(z).max().orElseThrow() - least) / settings.bins();
    return Arrays.stream(z)
        .mapToInt(x -> width > 0 ? Math.min((int) ((x - least) / width), settings.bins() - 1) : 0)
        .toArray();
  }

  /** ln p(z, v) / (p(z) p(v)) of each example, whose mean is I(z; v). */
  private double[] information(int[] z, int[] v) {
    int[] both = new int[z.length];
    Arrays.setAll(both, n -> v[n] * settings.bins() + z[n]);
    double[] joint = surprises(both);
    double[] ofZ = surprises(z);
    double[] ofV = surprises(v);
    return IntStream.range(0, z.length).mapToDouble(n -> ofZ[n] + ofV[n] - joint[n]).toArray();
  }

  /** −ln p of each example's symbol, whose mean is the entropy. */
  private static double[] surprises(int[] symbols) {
    int[] counts = new int[Arrays.stream(symbols).max().orElseThrow() + 1];
    for (int symbol : symbols) {
      counts[symbol]++;
    }
    return Arrays.stream(symbols)
        .mapToDouble(symbol -> -Math.log(counts[symbol] / (double) symbols.length))
        .toArray();
  }
}
