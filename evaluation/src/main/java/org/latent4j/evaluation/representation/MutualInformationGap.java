package org.latent4j.evaluation.representation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * first's, if that tells all. Where two dimensions tell the same, the gap is 0 by definition. Parts
 * are the factors' contributions.
 */
public final class MutualInformationGap extends DisentanglementScore {
  private final RepresentationSettings settings;

  /** A gap from as many examples as the settings' training points, in so many bins. */
  public MutualInformationGap(RepresentationSettings settings) {
    super("mig", 2, settings.trainingPoints(), settings);
    this.settings = settings;
  }

  @Override
  Estimate score(FactorCodes codes, RandomStream random) {
    int[][] bins =
        IntStream.range(0, codes.latent())
            .mapToObj(i -> bins(codes.dimension(i)))
            .toArray(int[][]::new);
    List<Double> gaps = new ArrayList<>();
    for (int factor = 0; factor < codes.factors().size(); factor++) {
      int[] v = codes.values(factor);
      double entropy = entropy(v);
      double[] ascending =
          Arrays.stream(bins).mapToDouble(z -> information(z, v) / entropy).sorted().toArray();
      gaps.add(ascending[ascending.length - 1] - ascending[ascending.length - 2]);
    }
    Map<String, Object> how = settings(codes);
    how.put("bins", settings.bins());
    return Gaps.mean(gaps, how);
  }

  private int[] bins(double[] z) {
    double least = DoubleStream.of(z).min().orElseThrow();
    double width = (DoubleStream.of(z).max().orElseThrow() - least) / settings.bins();
    return Arrays.stream(z)
        .mapToInt(x -> width > 0 ? Math.min((int) ((x - least) / width), settings.bins() - 1) : 0)
        .toArray();
  }

  /** I(z; v) = H(z) + H(v) − H(z, v). */
  private double information(int[] z, int[] v) {
    int[] both = new int[z.length];
    Arrays.setAll(both, n -> v[n] * settings.bins() + z[n]);
    return entropy(z) + entropy(v) - entropy(both);
  }

  private static double entropy(int[] symbols) {
    int[] counts = new int[Arrays.stream(symbols).max().orElseThrow() + 1];
    for (int symbol : symbols) {
      counts[symbol]++;
    }
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .mapToDouble(count -> count / (double) symbols.length)
        .map(p -> -p * Math.log(p))
        .sum();
  }
}
