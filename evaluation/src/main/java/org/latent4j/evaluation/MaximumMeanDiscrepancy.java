package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * {@code mmd}: how far the aggregate posterior q(z) = E_x q(z|x) is from the prior p(z), as the
 * unbiased estimate of the squared maximum mean discrepancy (Gretton et al., 2012). With draws xᵢ ~
 * q(z), one for each of n random examples, and as many yᵢ ~ p(z), it is the mean over i ≠ j of
 *
 * <p>h(i, j) = k(xᵢ, xⱼ) + k(yᵢ, yⱼ) − k(xᵢ, yⱼ) − k(xⱼ, yᵢ).
 *
 * <p>Its expectation is 0 exactly if the two distributions are equal, so that the estimate may be
 * slightly negative. The kernel is the inverse multiquadric k(a, b) = c / (c + ‖a − b‖²), which has
 * heavy tails and so still sees codes far from the prior (Tolstikhin et al., 2018); c is the mean
 * squared distance between two draws from the prior (2 d for the standard normal in d dimensions),
 * from draws of their own. Values are comparable between models with the same prior and latent
 * size.
 *
 * <p>Whether the difference could be chance is the setting {@code permutation_p}: the first 500
 * codes and draws are pooled and divided into two halves at random, 200 times; p is the share of
 * these divisions, the true one included, whose halves are as far apart as codes and draws are.
 * Where the distributions are equal it is below a level of α in at most α of all cases (Phipson and
 * Smyth, 2010); the least possible is 1/201. It says whether a difference is seen, not how large it
 * is.
 */
public final class MaximumMeanDiscrepancy implements Estimator {
  private static final int BANDWIDTH_PAIRS = 10_000;
  private static final int BLOCK = 256;
  private static final int PERMUTATIONS = 200;
  private static final int PERMUTED = 500;

  private final int examples;

  /**
   * An estimator from at most this many examples; the time grows with the square.
   *
   * @param examples at least 4
   */
  public MaximumMeanDiscrepancy(int examples) {
    if (examples < 4) {
      throw new IllegalArgumentException("a discrepancy from " + examples + " examples");
    }
    this.examples = examples;
  }

  @Override
  public List<String> metrics() {
    return List.of("mmd");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    int size = subject.data().size();
    int n = Math.min(examples, size);
    if (n < 4) {
      return Map.of("mmd", Estimate.absent("it needs at least 4 examples; the data has " + size));
    }
    Prior prior = subject.model().prior();
    int[] rows = Arrays.copyOf(random.split("examples").permutation(size), n);
    Tensor codes = Codes.draws(subject, rows, random.split("posterior"));
    Tensor draws = prior.sample(random.split("prior"), n);
    double bandwidth = bandwidth(prior, random.split("bandwidth"));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("statistic", "unbiased MMD²");
    settings.put("kernel", "inverse multiquadric c / (c + distance²)");
    settings.put("c", bandwidth);
    settings.put("examples", n);
    settings.put(ERROR_EXCLUDES, "the draws from the prior that c was measured on");
    int permuted = Math.min(PERMUTED, n);
    double p =
        permutationP(
            subject.tape(),
            codes.copyOfRows(0, permuted),
            draws.copyOfRows(0, permuted),
            bandwidth,
            random.split("permutations"));
    settings.put("permutation_p", p);
    settings.put("permutations", PERMUTATIONS);
    settings.put("permutation_examples", permuted);
    return Map.of("mmd", between(subject.tape(), codes, draws, bandwidth, settings));
  }

  /** The mean squared distance between independent draws from the prior. */
  private static double bandwidth(Prior prior, RandomStream random) {
    float[] a = prior.sample(random.split("left"), BANDWIDTH_PAIRS).data();
    float[] b = prior.sample(random.split("right"), BANDWIDTH_PAIRS).data();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum / BANDWIDTH_PAIRS;
  }

  /**
   * MMD² between two samples of the same size, with the standard error of a U-statistic of degree
   * two (Hoeffding, 1948): Var = (4 (n − 2) ζ₁ + 2 ζ₂) / (n (n − 1)), where ζ₁ is the variance of
   * E[h(i, j) | i] and ζ₂ that of h. The first term vanishes where the distributions are equal, the
   * second is what remains there; since ζ₁ is never estimated below 0, the error is rather too
   * large than too small in that case.
   */
  static Estimate between(
      Tape tape, Tensor xs, Tensor ys, double bandwidth, Map<String, Object> settings) {
    int n = xs.rows();
    double sum = 0;
    double squares = 0;
    double[] rowSums = new double[n];
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(from + BLOCK, n);
      tape.reset();
      Var x = tape.constant(xs);
      Var y = tape.constant(ys);
      Var xBlock = x.rows(from, to);
      Var yBlock = y.rows(from, to);
      Var h =
          kernel(xBlock, x, bandwidth)
              .plus(kernel(yBlock, y, bandwidth))
              .minus(kernel(xBlock, y, bandwidth))
              .minus(kernel(yBlock, x, bandwidth));
      double[] values = h.toDoubles();
      for (int i = from; i < to; i++) {
        for (int j = 0; j < n; j++) {
          if (i != j) {
            double value = values[(i - from) * n + j];
            rowSums[i] += value;
            squares += value * value;
          }
        }
        sum += rowSums[i];
      }
    }
    double pairs = (double) n * (n - 1);
    double mean = sum / pairs;
    double zeta2 = Math.max(0, squares / pairs - mean * mean);
    SampleMean rows = new SampleMean();
    for (double rowSum : rowSums) {
      rows.add(rowSum / (n - 1));
    }
    // A row's mean scatters by ζ₁ + (ζ₂ − ζ₁) / (n − 1).
    double zeta1 = Math.max(0, (rows.variance() * (n - 1) - zeta2) / (n - 2));
    double variance = (4 * (n - 2) * zeta1 + 2 * zeta2) / pairs;
    return Estimate.of(mean, Math.sqrt(variance), settings);
  }

  /**
   * The share of divisions of both samples together into halves, the given one included, that are
   * at least as far apart as the given one.
   */
  static double permutationP(
      Tape tape, Tensor xs, Tensor ys, double bandwidth, RandomStream random) {
    int n = xs.rows();
    tape.reset();
    Var pooled =
        tape.concatenate(List.of(tape.constant(xs).transpose(), tape.constant(ys).transpose()));
    Tensor kernels = kernel(pooled.transpose(), pooled.transpose(), bandwidth).value();
    int[] order = IntStream.range(0, 2 * n).toArray();
    double given = distance(kernels, order);
    int asFar = 1;
    for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
      if (distance(kernels, random.split(permutation).permutation(2 * n)) >= given) {
        asFar++;
      }
    }
    return asFar / (PERMUTATIONS + 1.0);
  }

  /**
   * Σ s(i) s(j) k(i, j) over i &lt; j, where s is 1 for the first half of the order and −1 for the
   * second: grows with the discrepancy of the halves.
   */
  private static double distance(Tensor kernels, int[] order) {
    int count = order.length;
    float[] sign = new float[count];
    for (int i = 0; i < count; i++) {
      sign[order[i]] = i < count / 2 ? 1 : -1;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double ofRow = 0;
      for (int j = i + 1; j < count; j++) {
        ofRow += sign[j] * kernels.at(i, j);
      }
      sum += sign[i] * ofRow;
    }
    return sum;
  }

  private static Var kernel(Var a, Var b, double bandwidth) {
    Var distances = a.tape().squaredDistances(a, b);
    return a.tape().constant(bandwidth).dividedBy(distances.plus(bandwidth));
  }
}
