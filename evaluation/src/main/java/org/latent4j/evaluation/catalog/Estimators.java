package org.latent4j.evaluation.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.api.tensor.Engine;
import org.latent4j.evaluation.ActiveUnits;
import org.latent4j.evaluation.AggregatePosterior;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.evaluation.EvidenceLowerBound;
import org.latent4j.evaluation.ImportanceSampling;
import org.latent4j.evaluation.MaximumMeanDiscrepancy;
import org.latent4j.evaluation.ParameterCount;
import org.latent4j.evaluation.ReconstructionError;
import org.latent4j.evaluation.annealing.AnnealedImportanceSampling;
import org.latent4j.evaluation.baselines.DensityBaselines;
import org.latent4j.evaluation.representation.BetaVaeScore;
import org.latent4j.evaluation.representation.DisentanglementCompletenessInformativeness;
import org.latent4j.evaluation.representation.FactorVaeScore;
import org.latent4j.evaluation.representation.LinearProbe;
import org.latent4j.evaluation.representation.MutualInformationGap;
import org.latent4j.evaluation.representation.SeparatedAttributePredictability;
import org.latent4j.evaluation.samples.ParzenWindow;
import org.latent4j.evaluation.samples.SampleQuality;

/** All estimators there are, by the names of their metrics. */
public final class Estimators {
  /** Stands for the metrics that are estimated where none are named: seconds, not minutes. */
  public static final String STANDARD = "standard";

  /** Stands for every metric. */
  public static final String ALL = "all";

  /** Examples processed at a time. */
  private static final int BATCH = 200;

  private static final int PARZEN_VALIDATION_EXAMPLES = 10_000;

  /** An estimator, from the settings, the data it may learn from, and its metrics' names. */
  private record Entry(boolean isStandard, Maker maker, List<String> metrics) {}

  @FunctionalInterface
  private interface Maker {
    Estimator make(EvaluationSettings settings, DataSplits data);
  }

  private static final List<Entry> ENTRIES =
      List.of(
          standard(
              (settings, data) -> new EvidenceLowerBound(settings.elboSamples()),
              "elbo",
              "distortion",
              "rate"),
          standard((settings, data) -> new ReconstructionError(), "reconstruction_mse"),
          standard((settings, data) -> new ActiveUnits(), "active_units"),
          standard((settings, data) -> new MaximumMeanDiscrepancy(settings.mmdExamples()), "mmd"),
          further(
              (settings, data) -> new ImportanceSampling(settings.importanceSamples()), "nll_is"),
          further(Estimators::annealed, "log_likelihood_ais", "ais_gap"),
          further(
              (settings, data) ->
                  new ParzenWindow(
                      settings.parzenSamples(), data.validation(), PARZEN_VALIDATION_EXAMPLES),
              "parzen"),
          further(
              (settings, data) -> new DensityBaselines(data.train(), data.validation()),
              "gaussian_baseline",
              "mixture_baseline"),
          further(
              (settings, data) ->
                  new AggregatePosterior(settings.aggregateExamples(), settings.aggregateSamples()),
              "mutual_information",
              "aggregate_kl"),
          further(
              (settings, data) -> new SampleQuality(data.train(), settings.qualitySamples()),
              "frechet_distance",
              "precision",
              "recall",
              "nearest_neighbour_ratio",
              "frechet_distance_ex_post",
              "precision_ex_post",
              "recall_ex_post",
              "nearest_neighbour_ratio_ex_post"),
          further(
              (settings, data) -> new LinearProbe(data.train(), settings.probeExamples()),
              "linear_probe"),
          further(
              (settings, data) -> new BetaVaeScore(settings.representation()), "beta_vae_score"),
          further(
              (settings, data) -> new FactorVaeScore(settings.representation()),
              "factor_vae_score"),
          further((settings, data) -> new MutualInformationGap(settings.representation()), "mig"),
          further(
              (settings, data) -> new SeparatedAttributePredictability(settings.representation()),
              "sap"),
          further(
              (settings, data) ->
                  new DisentanglementCompletenessInformativeness(settings.representation()),
              "dci"),
          standard((settings, data) -> new ParameterCount(), "parameters"));

  private Estimators() {}

  private static Entry standard(Maker maker, String... metrics) {
    return new Entry(true, maker, List.of(metrics));
  }

  private static Entry further(Maker maker, String... metrics) {
    return new Entry(false, maker, List.of(metrics));
  }

  private static Estimator annealed(EvaluationSettings settings, DataSplits data) {
    return switch (settings.annealedObservation()) {
      case MODEL -> AnnealedImportanceSampling.ofLikelihood(settings.annealing());
      case GAUSSIAN ->
          AnnealedImportanceSampling.ofGaussian(settings.annealing(), data.validation());
    };
  }

  /** The names of all metrics, in the order in which they are shown. */
  public static List<String> metrics() {
    return ENTRIES.stream().flatMap(entry -> entry.metrics().stream()).toList();
  }

  /**
   * The metrics that names stand for, each once, in the order in which they are shown.
   *
   * @param names of metrics, {@link #STANDARD} or {@link #ALL}
   * @throws Latent4jException for an unknown name (the message gives the nearest), or none at all
   */
  static List<String> named(List<String> names) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : names) {
      if (name.equals(ALL)) {
        chosen.addAll(metrics());
      } else if (name.equals(STANDARD)) {
        ENTRIES.stream().filter(Entry::isStandard).forEach(entry -> chosen.addAll(entry.metrics()));
      } else if (metrics().contains(name)) {
        chosen.add(name);
      } else {
        List<String> known = new ArrayList<>(metrics());
        known.addAll(List.of(STANDARD, ALL));
        throw new SettingException("metrics", NearMiss.unknown("there is no metric", name, known));
      }
    }
    if (chosen.isEmpty()) {
      throw new SettingException(
          "metrics", "evaluation.metrics: no metric is named; name some, or write " + STANDARD);
    }
    return metrics().stream().filter(chosen::contains).toList();
  }

  /**
   * An evaluator of the metrics that the settings name.
   *
   * @param data its training and validation examples are what estimators learn from: the width of a
   *     window, a classifier
   */
  public static Evaluator evaluator(Engine engine, EvaluationSettings settings, DataSplits data) {
    List<Estimator> estimators =
        ENTRIES.stream()
            .filter(entry -> entry.metrics().stream().anyMatch(settings.metrics()::contains))
            .map(entry -> entry.maker().make(settings, data))
            .toList();
    return new Evaluator(engine, BATCH, estimators, settings.metrics());
  }
}
