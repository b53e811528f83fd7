package org.latent4j.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntConsumer;
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
 * N(c, s² I) with an s chosen on the first examples, from draws of their own, as many as the
 * estimate itself takes (at most 500). Every s gives an upper bound in expectation, so that the
 * lowest is the closest; which one that is depends on the number of draws, since with few of them
 * what a narrow proposal misses is rarely seen by a wide one either. Taken is the s with the lowest
 * mean plus two standard errors by the weights' scatter: where several are close to −ln p(x), the
 * one whose weights are most alike. Candidates are 0.01, 0.02, 0.05, 0.1 and so on to 1, and
 * further ones, down to 1e-6 and up to 1,000, until two are tried beyond the best on either side.
 * The settings say which were tried and which was taken.
 *
 * <p>How far to trust it, the settings say by {@link WeightDiagnostics}, with a {@code warning}
 * where the number may lie far off.
 */
public final class ImportanceSampling implements Estimator {
  /** Candidates for s are 1, 2 and 5 times powers of ten; these are their numbers, 1 is 0. */
  private static final int FIRST_SCALE = -6;

  private static final int LAST_SCALE = 0;

  /** 1e-6: no code of single precision is told apart from its neighbours much more finely. */
  private static final int LEAST_SCALE = -18;

  /** 1,000: wider than any posterior under a prior of about unit width. */
  private static final int GREATEST_SCALE = 9;

  private static final int PILOT_DRAWS = 5_000;
  private static final int LEAST_PILOT_EXAMPLES = 25;
  private static final int MOST_PILOT_SAMPLES = 500;

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
    List<String> warnings = new ArrayList<>();
    settings.put("samples", samples);
    OptionalDouble scale = OptionalDouble.empty();
    if (isDeterministic(subject)) {
      Scales scales = scales(subject, random.split("pilot"));
      scale = OptionalDouble.of(scales.best());
      settings.put("proposal", "N(code, s² I)");
      settings.put("s", scales.best());
      settings.put("scales", List.copyOf(scales.found().keySet()));
      scales.warning().ifPresent(warnings::add);
    } else {
      settings.put("proposal", "q(z|x)");
    }
    Weighing weighing = weigh(subject, allRows(subject), samples, scale, random);
    weighing.diagnostics.describe(settings);
    warnings.addAll(weighing.diagnostics.warnings());
    if (!warnings.isEmpty()) {
      settings.put("warning", String.join("; ", warnings));
    }
    subject.measure().describe(BaseMeasure.Figure.NEGATIVE_LOG_DENSITY, settings);
    return Map.of("nll_is", weighing.negativeLogLikelihood.estimate(settings));
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

  /** What each scale gives in the pilot, the lower the better, by scale. */
  private record Scales(NavigableMap<Double, Double> found) {
    double best() {
      return found.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    /** Whether fewer than two below the best have been tried. */
    boolean isNearFirst() {
      return found.headMap(best()).size() < 2;
    }

    /** Whether fewer than two above the best have been tried. */
    boolean isNearLast() {
      return found.tailMap(best(), false).size() < 2;
    }

    Optional<String> warning() {
      boolean narrowest = best() == found.firstKey();
      return narrowest || best() == found.lastKey()
          ? Optional.of(
              "the best proposal is the "
                  + (narrowest ? "narrowest" : "widest")
                  + " that is tried, s = "
                  + best()
                  + ": one beyond might give a lower bound")
          : Optional.empty();
    }
  }

  private Scales scales(Subject subject, RandomStream random) {
    int draws = Math.min(samples, MOST_PILOT_SAMPLES);
    int examples = Math.max(LEAST_PILOT_EXAMPLES, PILOT_DRAWS / draws);
    int[] rows = IntStream.range(0, Math.min(examples, subject.data().size())).toArray();
    Scales scales = new Scales(new TreeMap<>());
    // The same stream for each scale, so that they differ by nothing else.
    IntConsumer attempt =
        number ->
            scales
                .found()
                .put(
                    scale(number),
                    weigh(subject, rows, draws, OptionalDouble.of(scale(number)), random)
                        .upperLimit());
    IntStream.rangeClosed(FIRST_SCALE, LAST_SCALE).forEach(attempt);
    for (int i = FIRST_SCALE - 1; i >= LEAST_SCALE && scales.isNearFirst(); i--) {
      attempt.accept(i);
    }
    for (int i = LAST_SCALE + 1; i <= GREATEST_SCALE && scales.isNearLast(); i++) {
      attempt.accept(i);
    }
    return scales;
  }

  private static double scale(int number) {
    int digit = new int[] {1, 2, 5}[Math.floorMod(number, 3)];
    return new BigDecimal(digit).scaleByPowerOfTen(Math.floorDiv(number, 3)).doubleValue();
  }

  /**
   * Draws and weighs.
   *
   * @param scale s where the proposal is N(code, s² I); empty where it is q(z|x)
   */
  private static Weighing weigh(
      Subject subject, int[] rows, int samples, OptionalDouble scale, RandomStream random) {
    Weighing weighing = new Weighing(samples);
    Model model = subject.model();
    try (Tape drawing = subject.engine().newForwardTape()) {
      subject.forEachBatch(
          rows,
          batch -> {
            int copies = Math.min(samples, Math.max(1, ROWS / batch.size()));
            Tensor examples = repeated(batch.examples(), copies);
            RandomStream ofBatch = random.split(batch.index());
            ImportanceWeights[] weights = new ImportanceWeights[batch.size()];
            Arrays.setAll(weights, i -> new ImportanceWeights(samples));
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
                  weights[i % batch.size()].add(logJoint[i] - logProposal[i]);
                }
              }
            }
            weighing.add(weights);
          });
    }
    return weighing;
  }

  /** What the weights of the examples so far say. */
  private static final class Weighing {
    final ExampleMean negativeLogLikelihood = new ExampleMean();
    final WeightDiagnostics diagnostics;

    Weighing(int draws) {
      diagnostics = new WeightDiagnostics(draws);
    }

    void add(ImportanceWeights[] ofBatch) {
      for (ImportanceWeights weights : ofBatch) {
        negativeLogLikelihood.add(-weights.logMean());
        diagnostics.add(weights);
      }
    }

    /** The mean and two standard errors by what the weights scatter. */
    double upperLimit() {
      return negativeLogLikelihood.mean() + 2 * diagnostics.standardError();
    }
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
}
