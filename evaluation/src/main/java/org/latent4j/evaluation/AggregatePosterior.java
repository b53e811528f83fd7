package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;

/**
 * The two parts of the rate (Hoffman and Johnson, 2016), in nats per example, about the aggregate
 * posterior q(z) = 1/N Σₙ q(z|xₙ) of N examples:
 *
 * <ul>
 *   <li>{@code mutual_information} = 1/N Σₙ KL(q(z|xₙ) ‖ q(z)), what a code tells about which of
 *       the examples it belongs to;
 *   <li>{@code aggregate_kl} = KL(q(z) ‖ p(z)), how far the codes of all examples together are from
 *       the prior, that is what sampling from the prior suffers from.
 * </ul>
 *
 * <p>Both are means of ln q(z|xₙ) − ln q(z) and ln q(z) − ln p(z) over the same draws z ~ q(z|xₙ),
 * so that they add up to the Monte Carlo estimate of the rate from these draws. The time grows with
 * N²; the memory does not.
 *
 * <p>The mutual information is at most ln N, the setting {@code ceiling}. As an estimate for the
 * source of the examples it is a lower bound in expectation (it is the bound of van den Oord, Li
 * and Vinyals, 2018, with the exact density ratio), since every code finds its own posterior among
 * the N. How much that matters is the setting {@code own_share}, the mean of q(z|xₙ) / (N q(z)):
 * about half of it is missing from the mutual information, and is too much in {@code aggregate_kl}
 * (the own posterior adds the share to ln q(z), and the scatter of the others, of which the
 * logarithm is concave, takes half away again). Above 0.2, that is 0.1 nats, a {@code warning} says
 * so.
 *
 * <p>Standard errors are over examples and contain the scatter of the draws.
 */
public final class AggregatePosterior implements Estimator {
  private static final String INFORMATION = "mutual_information";
  private static final String DIVERGENCE = "aggregate_kl";
  private static final double LARGE_SHARE = 0.2;

  /** Codes weighed with one encoding of a batch: bounds what the tape holds. */
  private static final int CODES_FROM_ONE_ENCODING = 1_000;

  private final int examples;
  private final int samples;

  /**
   * An estimator from at most this many random examples.
   *
   * @param examples N, at least 2
   * @param samples draws from q(z|x) for each example, at least 1
   */
  public AggregatePosterior(int examples, int samples) {
    if (examples < 2 || samples < 1) {
      throw new IllegalArgumentException(
          "an aggregate posterior of " + examples + " examples with " + samples + " samples");
    }
    this.examples = examples;
    this.samples = samples;
  }

  @Override
  public List<String> metrics() {
    return List.of(INFORMATION, DIVERGENCE);
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    int size = subject.data().size();
    if (size < 2) {
      return both(Estimate.absent("an aggregate needs at least 2 examples; the data has " + size));
    }
    int[] rows =
        Arrays.copyOf(random.split("examples").permutation(size), Math.min(examples, size));
    if (!hasDensity(subject, rows)) {
      return both(
          Estimate.absent(
              "the encoder is deterministic: q(z|x) has no density, so the rate and both of its"
                  + " parts are infinite; mmd compares such codes with the prior"));
    }
    Tensor codes = codes(subject, rows, random.split("posterior"));
    Densities densities = densities(subject, rows, codes);
    return densities.estimates(logPrior(subject, codes));
  }

  private static Map<String, Estimate> both(Estimate absent) {
    return Map.of(INFORMATION, absent, DIVERGENCE, absent);
  }

  private static boolean hasDensity(Subject subject, int[] rows) {
    boolean[] found = {false};
    subject.forEachBatch(
        Arrays.copyOf(rows, 1),
        batch -> {
          Posterior q = subject.model().encoder().encode(batch.onTape(), Mode.EVALUATION);
          found[0] = q.logDensity(q.mean()).isPresent();
        });
    return found[0];
  }

  /** One draw of each example, and again: {@code [samples · N, latent]}. */
  private Tensor codes(Subject subject, int[] rows, RandomStream random) {
    int latent = subject.model().encoder().latent();
    Tensor codes = Tensor.zeros(samples * rows.length, latent);
    for (int draw = 0; draw < samples; draw++) {
      Tensor z = Codes.draws(subject, rows, random.split(draw));
      System.arraycopy(z.data(), 0, codes.data(), draw * z.size(), z.size());
    }
    return codes;
  }

  /** ln q(z|xₙ) of every code under every example. */
  private static Densities densities(Subject subject, int[] rows, Tensor codes) {
    int count = codes.rows();
    Densities densities = new Densities(rows.length, count);
    subject.forEachBatch(
        rows,
        batch -> {
          // A posterior takes one code for each of its examples: all codes pass by the batch, each
          // example seeing another one at a time.
          Tensor ring = withFirstRowsAgain(codes, batch.size());
          for (int shift = 0; shift < count; ) {
            Posterior q = subject.model().encoder().encode(batch.onTape(), Mode.EVALUATION);
            int end = Math.min(count, shift + CODES_FROM_ONE_ENCODING);
            for (; shift < end; shift++) {
              Tensor z = ring.copyOfRows(shift, shift + batch.size());
              double[] logQ = q.logDensity(subject.tape().constant(z)).orElseThrow().toDoubles();
              for (int i = 0; i < logQ.length; i++) {
                densities.add((shift + i) % count, batch.from() + i, logQ[i]);
              }
            }
          }
        });
    return densities;
  }

  private static Tensor withFirstRowsAgain(Tensor codes, int rows) {
    Tensor ring = Tensor.zeros(codes.rows() + rows, codes.columns());
    System.arraycopy(codes.data(), 0, ring.data(), 0, codes.size());
    System.arraycopy(codes.data(), 0, ring.data(), codes.size(), rows * codes.columns());
    return ring;
  }

  private static double[] logPrior(Subject subject, Tensor codes) {
    Tape tape = subject.tape();
    tape.reset();
    return subject.model().prior().logDensity(tape.constant(codes)).toDoubles();
  }

  /** ln q(z|xₙ) for the example that a code was drawn from, and ln q(z), as they come. */
  private static final class Densities {
    private final int examples;
    private final double[] own;
    private final double[] largest;
    // Σ q(z|xₙ) relative to the largest of them, so that nothing overflows.
    private final double[] sum;

    Densities(int examples, int codes) {
      this.examples = examples;
      own = new double[codes];
      largest = new double[codes];
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
      sum = new double[codes];
    }

    /** Code c was drawn from example c mod N. */
    void add(int code, int example, double logDensity) {
      if (code % examples == example) {
        own[code] = logDensity;
      }
      if (logDensity > largest[code]) {
        sum[code] = sum[code] * Math.exp(largest[code] - logDensity) + 1;
        largest[code] = logDensity;
      } else {
        sum[code] += Math.exp(logDensity - largest[code]);
      }
    }

    Map<String, Estimate> estimates(double[] logPrior) {
      int samples = own.length / examples;
      SampleMean information = new SampleMean();
      SampleMean divergence = new SampleMean();
      SampleMean share = new SampleMean();
      for (int example = 0; example < examples; example++) {
        double ofInformation = 0;
        double ofDivergence = 0;
        for (int code = example; code < own.length; code += examples) {
          double logAggregate = largest[code] + Math.log(sum[code] / examples);
          ofInformation += (own[code] - logAggregate) / samples;
          ofDivergence += (logAggregate - logPrior[code]) / samples;
          share.add(Math.exp(own[code] - logAggregate) / examples);
        }
        information.add(ofInformation);
        divergence.add(ofDivergence);
      }
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("examples", examples);
      settings.put("samples", samples);
      settings.put("ceiling", Math.log(examples));
      settings.put("own_share", share.mean());
      if (share.mean() > LARGE_SHARE) {
        settings.put(
            "warning",
            "the posteriors of these examples hardly overlap, so their number limits both parts:"
                + " mutual_information is rather a lower bound and aggregate_kl an upper bound of"
                + " what more examples would give");
      }
      return Map.of(
          INFORMATION, information.estimate(settings), DIVERGENCE, divergence.estimate(settings));
    }
  }
}
