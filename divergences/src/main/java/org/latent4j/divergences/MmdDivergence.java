package org.latent4j.divergences;

import java.util.Locale;
import java.util.OptionalDouble;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * The maximum mean discrepancy between the aggregate posterior, of which a batch's codes are a
 * sample, and the prior: weight · MMD²(q(z), p(z)), {@code [1]} for the whole batch. With it the
 * model is the Wasserstein autoencoder with MMD (Tolstikhin et al., 2018); it is defined for
 * deterministic codes too.
 *
 * <p>It is no number of nats, and no bound follows from it: MMD² lies between 0 and 2, and the
 * weight trades it against the distortion. The estimate is the unbiased U-statistic (Gretton et
 * al., 2012, lemma 6) over the batch's codes and as many draws from the prior, so it may be
 * negative where q(z) and p(z) are close. Gradients flow into the codes, not into the prior's
 * parameters.
 *
 * <p>The bandwidth C is a squared length. Where none is given it is the expected squared distance
 * between two draws from the prior, which is 2 · latent · scale² for a normal prior as in that
 * paper; it is estimated anew at each call, from {@value #BANDWIDTH_DRAWS} draws of their own, so
 * that it follows any prior and depends on no code.
 */
public final class MmdDivergence implements Divergence {
  /** How many draws from the prior the bandwidth is estimated from. */
  public static final int BANDWIDTH_DRAWS = 512;

  private final MmdKernel kernel;
  private final double weight;
  private final OptionalDouble bandwidth;

  private MmdDivergence(MmdKernel kernel, double weight, OptionalDouble bandwidth) {
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("weight " + weight + "; it must be positive");
    }
    this.kernel = kernel;
    this.weight = weight;
    this.bandwidth = bandwidth;
  }

  /**
   * With a bandwidth that follows the prior.
   *
   * @param weight λ, what MMD² is multiplied with; positive
   */
  public static MmdDivergence of(MmdKernel kernel, double weight) {
    return new MmdDivergence(kernel, weight, OptionalDouble.empty());
  }

  /**
   * This with a fixed bandwidth.
   *
   * @param c C, a squared length, positive
   */
  public MmdDivergence withBandwidth(double c) {
    if (!(c > 0 && Double.isFinite(c))) {
      throw new IllegalArgumentException("bandwidth " + c + "; it must be positive");
    }
    return new MmdDivergence(kernel, weight, OptionalDouble.of(c));
  }

  /**
   * The estimate for the batch, {@code [1]}.
   *
   * @throws Latent4jException if the batch has a single example: the spread of one code is unknown
   */
  @Override
  public Var between(Posterior q, Var z, Prior p, RandomStream random) {
    int n = z.rows();
    if (n < 2) {
      throw new Latent4jException(
          "divergence 'mmd': a batch of "
              + n
              + " example cannot be compared with the prior, it takes at least 2; choose a batch"
              + " size that leaves no single example over");
    }
    double c = bandwidth.orElseGet(() -> expectedSquaredDistance(p, random.split("bandwidth")));
    Tape tape = z.tape();
    Var draws = tape.constant(p.sample(random.split("prior"), n));
    Var within = meanOverPairs(z, c).plus(meanOverPairs(draws, c));
    Var across = kernel.of(tape.squaredDistances(z, draws), c).mean();
    return within.minus(across.times(2)).times(weight);
  }

  /** The kernel's mean over the pairs of different rows; of a row with itself it is 1. */
  private Var meanOverPairs(Var rows, double c) {
    int n = rows.rows();
    Var all = kernel.of(rows.tape().squaredDistances(rows, rows), c).sum();
    return all.minus(n).times(1 / (n * (n - 1.0)));
  }

  /** E‖z − z'‖² = 2 Σ Var zᵢ, from draws. */
  static double expectedSquaredDistance(Prior p, RandomStream random) {
    Tensor draws = p.sample(random, BANDWIDTH_DRAWS);
    double twiceVariances = 0;
    for (int i = 0; i < draws.columns(); i++) {
      double sum = 0;
      for (int row = 0; row < BANDWIDTH_DRAWS; row++) {
        sum += draws.at(row, i);
      }
      double mean = sum / BANDWIDTH_DRAWS;
      double squares = 0;
      for (int row = 0; row < BANDWIDTH_DRAWS; row++) {
        double difference = draws.at(row, i) - mean;
        squares += difference * difference;
      }
      twiceVariances += 2 * squares / (BANDWIDTH_DRAWS - 1);
    }
    return twiceVariances;
  }

  @Override
  public String method(Posterior q, Prior p) {
    return "%s MMD² with %s kernel, unbiased estimate over the batch, not in nats"
        .formatted(weight, kernel.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return "%s MMD² (%s, bandwidth %s)"
        .formatted(
            weight,
            kernel.name().toLowerCase(Locale.ROOT),
            bandwidth.isPresent() ? bandwidth.getAsDouble() : "of the prior");
  }
}
