package org.latent4j.evaluation.catalog;

import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.evaluation.annealing.AnnealedImportanceSampling;
import org.latent4j.evaluation.representation.RepresentationSettings;

/**
 * Which metrics of a trained model are estimated, and how, as a configuration writes it under
 * {@code evaluation}.
 */
public final class EvaluationSettings {
  /** What p(x|z) annealed importance sampling takes. */
  public enum Observation {
    /** The model's own likelihood. */
    MODEL,
    /** N(E[x|z], σ² I) with σ chosen on validation examples. */
    GAUSSIAN
  }

  private static final Option<List<String>> METRICS =
      Option.texts(
          "metrics",
          List.of(Estimators.STANDARD),
          "what is estimated: names of metrics, standard, or all");
  private static final Option<Integer> ELBO_SAMPLES =
      positive("elbo-samples", 10, "draws from q(z|x) for each example, for the ELBO");
  private static final Option<Integer> IS_SAMPLES =
      positive("is-samples", 200, "draws for each example, for nll_is");
  private static final Option<Integer> AIS_EXAMPLES =
      positive("ais-examples", 50, "examples, at most, for log_likelihood_ais");
  private static final Option<Integer> AIS_CHAINS =
      positive("ais-chains", 16, "chains for each example, for log_likelihood_ais");
  private static final Option<Integer> AIS_DISTRIBUTIONS =
      positive("ais-distributions", 500, "steps from prior to posterior, for log_likelihood_ais");
  private static final Option<Integer> AIS_LEAPFROG_STEPS =
      positive("ais-leapfrog-steps", 10, "leapfrog steps of each transition");
  private static final Option<Observation> AIS_OBSERVATION =
      Option.choice(
          "ais-observation",
          Observation.MODEL,
          "p(x|z) for log_likelihood_ais: the model's own, or a Gaussian whose σ is chosen on"
              + " validation examples");
  private static final Option<Integer> MMD_EXAMPLES =
      Option.integer("mmd-examples", 2_000, "examples, at most, for mmd")
          .where(n -> n >= 4, "at least 4");

  private static final Option<Integer> PARZEN_SAMPLES =
      positive("parzen-samples", 10_000, "samples of the model, for parzen");
  private static final Option<Integer> AGGREGATE_EXAMPLES =
      Option.integer(
              "aggregate-examples",
              5_000,
              "examples, at most, for mutual_information, aggregate_kl")
          .where(n -> n >= 2, "at least 2");
  private static final Option<Integer> AGGREGATE_SAMPLES =
      positive("aggregate-samples", 1, "draws for each example, for the same");
  private static final Option<Integer> QUALITY_SAMPLES =
      Option.integer(
              "quality-samples",
              5_000,
              "samples and examples, at most, for frechet_distance et al.")
          .where(n -> n >= 20, "at least 20");
  private static final Option<Integer> PROBE_EXAMPLES =
      positive("probe-examples", 10_000, "training examples, at most, for linear_probe");
  private static final Option<Integer> SCORE_TRAINING_POINTS =
      Option.integer(
              "score-training-points", 10_000, "points that disentanglement scores learn from")
          .where(n -> n >= 2, "at least 2");
  private static final Option<Integer> SCORE_EVALUATION_POINTS =
      positive("score-evaluation-points", 5_000, "points that disentanglement scores are taken on");

  /** The settings as options; each default is written there. */
  public static final List<Option<?>> OPTIONS =
      List.of(
          METRICS,
          ELBO_SAMPLES,
          IS_SAMPLES,
          AIS_EXAMPLES,
          AIS_CHAINS,
          AIS_DISTRIBUTIONS,
          AIS_LEAPFROG_STEPS,
          AIS_OBSERVATION,
          MMD_EXAMPLES,
          PARZEN_SAMPLES,
          AGGREGATE_EXAMPLES,
          AGGREGATE_SAMPLES,
          QUALITY_SAMPLES,
          PROBE_EXAMPLES,
          SCORE_TRAINING_POINTS,
          SCORE_EVALUATION_POINTS);

  private final Options options;
  private final List<String> metrics;

  private EvaluationSettings(Options options) {
    this.options = options;
    this.metrics = Estimators.named(options.get(METRICS));
  }

  private static Option<Integer> positive(String name, int defaultValue, String summary) {
    return Option.integer(name, defaultValue, summary).where(n -> n >= 1, "at least 1");
  }

  /**
   * Settings as a configuration writes them.
   *
   * @throws Latent4jException for an unknown key or metric, or a value not allowed
   */
  public static EvaluationSettings of(Map<String, ?> given) {
    return new EvaluationSettings(Options.resolve("evaluation", OPTIONS, given));
  }

  /** What {@link #of} reads, every option written out. */
  public Map<String, Object> toMap() {
    return options.toMap();
  }

  /** The names of the metrics to estimate, in the order in which they are shown. */
  public List<String> metrics() {
    return metrics;
  }

  int elboSamples() {
    return options.get(ELBO_SAMPLES);
  }

  int importanceSamples() {
    return options.get(IS_SAMPLES);
  }

  int mmdExamples() {
    return options.get(MMD_EXAMPLES);
  }

  int parzenSamples() {
    return options.get(PARZEN_SAMPLES);
  }

  int aggregateExamples() {
    return options.get(AGGREGATE_EXAMPLES);
  }

  int aggregateSamples() {
    return options.get(AGGREGATE_SAMPLES);
  }

  int qualitySamples() {
    return options.get(QUALITY_SAMPLES);
  }

  int probeExamples() {
    return options.get(PROBE_EXAMPLES);
  }

  RepresentationSettings representation() {
    return RepresentationSettings.published()
        .withPoints(options.get(SCORE_TRAINING_POINTS), options.get(SCORE_EVALUATION_POINTS));
  }

  Observation annealedObservation() {
    return options.get(AIS_OBSERVATION);
  }

  AnnealedImportanceSampling.Settings annealing() {
    return new AnnealedImportanceSampling.Settings(
        options.get(AIS_EXAMPLES),
        options.get(AIS_CHAINS),
        options.get(AIS_DISTRIBUTIONS),
        options.get(AIS_LEAPFROG_STEPS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvaluationSettings settings && settings.toMap().equals(toMap());
  }

  @Override
  public int hashCode() {
    return toMap().hashCode();
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
