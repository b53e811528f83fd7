package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * The negative log-likelihood {@code nll_is}, in nats per example, by importance sampling (Burda,
 * Grosse and Salakhutdinov, 2016): −ln 1/k Σ wᵢ with weights wᵢ = p(x|zᵢ) p(zᵢ) / r(zᵢ|x) for k
 * draws zᵢ from a proposal r. Its mean is never below −ln p(x) and falls towards it as k grows.
 *
 * <p>The proposal is q(z|x) where it has a density. A deterministic code c has none; there r is
 * N(c, s² I) with the s, of those in the {@code scales} setting, that gives the best bound on the
 * first examples, from draws of their own. The settings say which.
 *
 * <p>How far to trust it: the effective sample size (Σ wᵢ)² / Σ wᵢ² of an example is the number of
 * draws that carry its estimate. Where the median over examples is below 10, a {@code warning}
 * among the settings says that the number is an upper bound and may lie far off.
 */
public final class ImportanceSampling implements Estimator {
  private static final double[] SCALES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};
  private static final int PILOT_EXAMPLES = 100;
  private static final int PILOT_SAMPLES = 50;
  private static final double POOR = 10;

  /** Rows decoded at a time: a small batch is repeated, since products of few rows are slow. */
  private static final int ROWS = 500;

  /** Passes with one encoding of a batch: the encoder's share of the work becomes small. */
  private static final int PASSES_FROM_ONE_ENCODING = 32;

  private final int samples;

  /**
   * An estimator with k draws for each example.
   *
   * @param samples k, at least 1
   */
  public ImportanceSampling(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("importance sampling with " + samples + " samples");
    }
    this.samples = samples;
  }

  @Override
  public List<String> metrics() {
    return List.of("nll_is");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("samples", samples);
    OptionalDouble scale = OptionalDouble.empty();
    if (isDeterministic(subject)) {
      double best = bestScale(subject, random.split("pilot"));
      scale = OptionalDouble.of(best);
      settings.put("proposal", "N(code, s² I)");
      settings.put("s", best);
      settings.put("scales", Arrays.stream(SCALES).boxed().toList());
    } else {
      settings.put("proposal", "q(z|x)");
    }
    Weights weights = weights(subject, allRows(subject), samples, scale, random);
    settings.put("effective_sample_size_median", weights.medianEffectiveSize());
    settings.put("effective_sample_size_least", weights.leastEffectiveSize());
    if (weights.medianEffectiveSize() < Math.min(POOR, samples)) {
      settings.put(
          "warning",
          "few draws carry the estimate: it is an upper bound that may lie far above the negative"
              + " log-likelihood; more samples tighten it");
    }
    return Map.of("nll_is", weights.negativeLogLikelihood().estimate(settings));
  }

  private static int[] allRows(Subject subject) {
    return IntStream.range(0, subject.data().size()).toArray();
  }

  private static boolean isDeterministic(Subject subject) {
    boolean[] deterministic = {false};
    subject.forEachBatch(
        new int[] {0},
        batch -> {
          Posterior q = subject.model().encoder().encode(batch.onTape(), Mode.EVALUATION);
          deterministic[0] = q.logDensity(q.mean()).isEmpty();
        });
    return deterministic[0];
  }

  private static double bestScale(Subject subject, RandomStream random) {
    int[] rows = IntStream.range(0, Math.min(PILOT_EXAMPLES, subject.data().size())).toArray();
    double best = SCALES[0];
    double least = Double.POSITIVE_INFINITY;
    for (double scale : SCALES) {
      double found =
          weights(subject, rows, PILOT_SAMPLES, OptionalDouble.of(scale), random)
              .negativeLogLikelihood()
              .mean();
      if (found < least) {
        least = found;
        best = scale;
      }
    }
    return best;
  }

  /**
   * Draws and weighs.
   *
   * @param scale s where the proposal is N(code, s² I); empty where it is q(z|x)
   */
  private static Weights weights(
      Subject subject, int[] rows, int samples, OptionalDouble scale, RandomStream random) {
    Weights weights = new Weights(rows.length);
    Model model = subject.model();
    try (Tape drawing = subject.engine().newForwardTape()) {
      subject.forEachBatch(
          rows,
          batch -> {
            int copies = Math.min(samples, Math.max(1, ROWS / batch.size()));
            Tensor examples = repeated(batch.examples(), copies);
            RandomStream ofBatch = random.split(batch.index());
            int passes = (samples + copies - 1) / copies;
            for (int pass = 0; pass < passes; ) {
              drawing.reset();
              Posterior proposal = proposal(model, drawing.constant(examples), scale);
              int end = Math.min(passes, pass + PASSES_FROM_ONE_ENCODING);
              for (; pass < end; pass++) {
                Var z = proposal.sample(ofBatch.split(pass));
                double[] logProposal = proposal.logDensity(z).orElseThrow().toDoubles();
                double[] logJoint = logJoint(model, subject.tape(), examples, z.value());
                int wanted = Math.min(copies, samples - pass * copies) * batch.size();
                for (int i = 0; i < wanted; i++) {
                  weights.add(batch.from() + i % batch.size(), logJoint[i] - logProposal[i]);
                }
              }
            }
          });
    }
    return weights;
  }

  /** The rows, and again, and again. */
  private static Tensor repeated(Tensor rows, int copies) {
    if (copies == 1) {
      return rows;
    }
    Tensor all = Tensor.zeros(copies * rows.rows(), rows.columns());
    for (int copy = 0; copy < copies; copy++) {
      System.arraycopy(rows.data(), 0, all.data(), copy * rows.size(), rows.size());
    }
    return all;
  }

  private static Posterior proposal(Model model, Var x, OptionalDouble scale) {
    Posterior q = model.encoder().encode(x, Mode.EVALUATION);
    if (scale.isEmpty()) {
      return q;
    }
    Var code = q.mean();
    return new DiagonalGaussian(code, code.times(0).plus(2 * Math.log(scale.getAsDouble())));
  }

  /** ln p(x|z) + ln p(z). */
  private static double[] logJoint(Model model, Tape tape, Tensor examples, Tensor codes) {
    tape.reset();
    Var x = tape.constant(examples);
    Var z = tape.constant(codes);
    Var outputs = model.decoder().decode(z, Mode.EVALUATION);
    return model.likelihood().logDensity(outputs, x).plus(model.prior().logDensity(z)).toDoubles();
  }

  /**
   * Σ w and Σ w² of each example as they come, relative to the largest weight so far, so that
   * nothing overflows.
   */
  private static final class Weights {
    private final double[] largest;
    private final double[] sum;
    private final double[] squares;
    private final int[] count;

    Weights(int examples) {
      largest = new double[examples];
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
      sum = new double[examples];
      squares = new double[examples];
      count = new int[examples];
    }

    void add(int example, double logWeight) {
      count[example]++;
      if (logWeight > largest[example]) {
        double ratio = Math.exp(largest[example] - logWeight);
        sum[example] = sum[example] * ratio + 1;
        squares[example] = squares[example] * ratio * ratio + 1;
        largest[example] = logWeight;
      } else if (logWeight > Double.NEGATIVE_INFINITY) {
        double weight = Math.exp(logWeight - largest[example]);
        sum[example] += weight;
        squares[example] += weight * weight;
      } else if (Double.isNaN(logWeight)) {
        sum[example] = Double.NaN;
      }
    }

    ExampleMean negativeLogLikelihood() {
      ExampleMean mean = new ExampleMean();
      for (int i = 0; i < sum.length; i++) {
        mean.add(-(largest[i] + Math.log(sum[i] / count[i])));
      }
      return mean;
    }

    private double[] effectiveSizes() {
      return IntStream.range(0, sum.length)
          .mapToDouble(i -> squares[i] == 0 ? 0 : sum[i] * sum[i] / squares[i])
          .sorted()
          .toArray();
    }

    double medianEffectiveSize() {
      double[] sizes = effectiveSizes();
      return sizes[sizes.length / 2];
    }

    double leastEffectiveSize() {
      return effectiveSizes()[0];
    }
  }
}
