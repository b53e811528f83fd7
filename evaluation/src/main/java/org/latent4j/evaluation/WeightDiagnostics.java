package org.latent4j.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How far a mean over examples of importance sampling estimates is to be trusted, by the examples'
 * effective sample sizes and by the shapes k̂ of their weights' tails.
 *
 * <p>An effective sample size sees only weights that were drawn: where the proposal is too narrow,
 * those are much alike, and the ones that matter have not come. k̂ tells from how the largest
 * weights grow that larger ones are to be expected. Below min(1 − 1 / log₁₀ S, 0.7) for S draws the
 * error of an estimate shrinks as it should (Vehtari et al., 2024).
 */
public final class WeightDiagnostics {
  private static final double POOR = 10;
  private static final double GREATEST_THRESHOLD = 0.7;

  /**
   * The share of examples above the threshold that is warned of. With 200 draws, a VAE of 8 × 8
   * digits had 26 % there and lay 0.01 nats above the estimate from 5,000 draws; an AAE had 37 %
   * and lay 0.05 nats above.
   */
  private static final double TOO_MANY = 0.5;

  private final int draws;
  private final List<Double> effectiveSizes = new ArrayList<>();
  private final List<Double> shapes = new ArrayList<>();

  /**
   * Before the first example.
   *
   * @param draws S, how many each example has
   */
  public WeightDiagnostics(int draws) {
    this.draws = draws;
  }

  /** Adds an example. */
  public void add(ImportanceWeights weights) {
    effectiveSizes.add(weights.effectiveSize());
    weights.paretoShape().ifPresent(shapes::add);
  }

  /** Writes the figures: of k̂ those that are finite, and none where draws are too few for it. */
  public void describe(Map<String, Object> settings) {
    settings.put("effective_sample_size_median", median(effectiveSizes));
    settings.put("effective_sample_size_least", Collections.min(effectiveSizes));
    if (!shapes.isEmpty()) {
      putFinite(settings, "pareto_k_median", median(shapes));
      putFinite(settings, "pareto_k_largest", Collections.max(shapes));
      settings.put("pareto_k_threshold", threshold());
      settings.put("pareto_k_share_above", shareAbove());
    }
  }

  private static void putFinite(Map<String, Object> settings, String key, double value) {
    if (Double.isFinite(value)) {
      settings.put(key, value);
    }
  }

  /** Why the estimate is not to be trusted, as far as it is not. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (median(effectiveSizes) < Math.min(POOR, draws)) {
      warnings.add(
          "few draws carry the estimate: it is an upper bound that may lie far too high; more"
              + " samples tighten it");
    }
    if (!shapes.isEmpty() && shareAbove() > TOO_MANY) {
      warnings.add(
          "the weights of "
              + Numbers.spread(100 * shareAbove())
              + " % of the examples have heavy tails (Pareto k̂ above "
              + Numbers.spread(threshold())
              + "): weights that matter were not drawn, so this upper bound may lie higher than its"
              + " standard error says; more samples tighten it");
    }
    return warnings;
  }

  /**
   * How much the mean over these examples of ln of their weights' means scatters by the draws: an
   * example's variance is 1 / effective size − 1 / S (delta method).
   */
  double standardError() {
    double variance = effectiveSizes.stream().mapToDouble(size -> 1 / size - 1.0 / draws).sum();
    return Math.sqrt(Math.max(0, variance)) / effectiveSizes.size();
  }

  private double threshold() {
    return Math.min(1 - 1 / Math.log10(draws), GREATEST_THRESHOLD);
  }

  private double shareAbove() {
    double threshold = threshold();
    return shapes.stream().filter(shape -> shape > threshold).count() / (double) shapes.size();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
