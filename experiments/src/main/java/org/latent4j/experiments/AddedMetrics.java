package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.MetricsLog;

/**
 * Metrics that a run that has ended is to have beside those it has: what comes of it is what a run
 * that had all of them named from the start has.
 */
final class AddedMetrics {
  private static final String EVALUATION = "evaluation";
  private static final String METRICS = "metrics";

  private final Workbench bench;
  private final Path folder;
  private final ComposedModel model;
  private final Provenance provenance;
  private final EvaluationSettings recorded;
  private final EvaluationSettings named;

  /**
   * Metrics of a run.
   *
   * @param named which, and how they are estimated
   * @throws Latent4jException if the run's data is not what the bench has
   */
  AddedMetrics(Workbench bench, Path folder, ComposedModel model, EvaluationSettings named) {
    this.bench = bench;
    this.folder = folder;
    this.model = model;
    this.provenance = Provenance.read(folder);
    this.recorded = settings(provenance.configuration());
    this.named = named;
    if (!isSame(provenance.data(), bench.data())) {
      throw new Latent4jException(
          folder
              + ": data '"
              + bench.data().name()
              + "' is not what the run was trained and evaluated on, so metrics of it cannot stand"
              + " beside those that the run has; give the data as it was");
    }
  }

  /** Whether all three parts are what a run recorded. */
  static boolean isSame(Provenance.Data recorded, DataSplits data) {
    return isSame(recorded.train(), data.train())
        && isSame(recorded.validation(), data.validation())
        && isSame(recorded.test(), data.test());
  }

  private static boolean isSame(Provenance.Part recorded, DataSet data) {
    return recorded.size() == data.size() && recorded.sha256().equals(data.fingerprint());
  }

  /** Estimates them. */
  Evaluation estimate(EvaluationListener listener) {
    return estimate(named, listener);
  }

  private Evaluation estimate(EvaluationSettings settings, EvaluationListener listener) {
    return Run.evaluate(bench, model, bench.data().test(), settings, provenance.seed(), listener);
  }

  /**
   * Keeps them in the run's folder, and estimates again what the run has but did not keep, or was
   * estimated by other settings.
   *
   * @param found what {@link #estimate} gave
   */
  TrainedModel keep(Evaluation found, EvaluationListener listener) {
    List<EpochMetrics> history = MetricsLog.read(folder);
    StoredEvaluation nothing =
        StoredEvaluation.of(
            Checksum.of(folder.resolve(ModelFolder.WEIGHTS)),
            Split.TEST.word(),
            bench.data().test().fingerprint(),
            provenance.seed(),
            SavedRun.trainSeconds(history),
            new Evaluation(bench.data().test().size(), Map.of()));
    Optional<StoredEvaluation> kept = StoredEvaluation.read(folder).filter(nothing::isAlike);
    Set<String> missing = new LinkedHashSet<>(recorded.metrics());
    kept.ifPresent(stored -> missing.addAll(stored.metrics()));
    StoredEvaluation before = kept.orElse(nothing);
    if (areEstimatedAlike(recorded, named)) {
      before.metrics().forEach(missing::remove);
    } else {
      before = before.without();
    }
    found.estimates().keySet().forEach(missing::remove);
    StoredEvaluation all = before.with(found);
    if (!missing.isEmpty()) {
      all = all.with(estimate(with(named, List.copyOf(missing)), listener));
    }
    all.write(folder);
    provenance.withConfiguration(merged(provenance.configuration(), named)).write(folder);
    return new TrainedModel(
        model,
        provenance.seed(),
        all.evaluation(),
        all.trainSeconds(),
        history,
        configured(provenance.configuration()).trainingSettings().restoreBest());
  }

  private static boolean areEstimatedAlike(EvaluationSettings a, EvaluationSettings b) {
    return with(a, List.of("elbo")).equals(with(b, List.of("elbo")));
  }

  private static EvaluationSettings with(EvaluationSettings settings, List<String> metrics) {
    Map<String, Object> map = new LinkedHashMap<>(settings.toMap());
    map.put(METRICS, metrics);
    return EvaluationSettings.of(map);
  }

  private static EvaluationSettings settings(Map<String, Object> configuration) {
    return configured(configuration).evaluation();
  }

  private static ExperimentSettings configured(Map<String, Object> configuration) {
    return ExperimentSettings.of(Configuration.empty().with(configuration));
  }

  /** A configuration with metrics added to those it names, and the way they are estimated. */
  static Map<String, Object> merged(Map<String, Object> configuration, EvaluationSettings named) {
    Set<Object> words = new LinkedHashSet<>(words(settings(configuration)));
    words.addAll(words(named));
    Map<String, Object> evaluation = new LinkedHashMap<>(named.toMap());
    evaluation.put(METRICS, List.copyOf(words));
    Map<String, Object> merged = new LinkedHashMap<>(configuration);
    merged.put(EVALUATION, evaluation);
    return merged;
  }

  private static List<?> words(EvaluationSettings settings) {
    return settings.toMap().get(METRICS) instanceof List<?> words ? words : List.of();
  }
}
