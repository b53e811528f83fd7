package org.latent4j.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a report shows: the results of one or several models on one data set. Parts that are
 * empty are left out of the page, so that the same record serves a comparison, a single training,
 * an evaluation and a sweep.
 *
 * @param title of the page
 * @param lead what was done, in a sentence or two
 * @param data what the models were trained and evaluated on
 * @param examples the real examples that pictures and maps are made from; empty for a report
 *     without them
 * @param models in the order they are shown; names are unique
 * @param settings how it was done and with what: configuration, provenance
 * @param limits what a reader might wrongly conclude, beside what every report warns of; one
 *     sentence or two each
 */
public record Report(
    String title,
    String lead,
    DataSummary data,
    Optional<Examples> examples,
    List<ModelResult> models,
    List<Settings> settings,
    List<String> limits) {
  public Report {
    models = List.copyOf(models);
    settings = List.copyOf(settings);
    limits = List.copyOf(limits);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a report on no models");
    }
    if (models.stream().map(ModelResult::name).distinct().count() < models.size()) {
      throw new IllegalArgumentException(
          "names of models are not unique: " + models.stream().map(ModelResult::name).toList());
    }
  }

  /**
   * The names of all models' metrics, in the order they are shown; the training time is the last,
   * where it is known.
   */
  public List<String> metrics() {
    Set<String> keys = new LinkedHashSet<>();
    models.forEach(model -> keys.addAll(model.metrics()));
    if (models.stream()
        .flatMap(model -> model.seeds().stream())
        .anyMatch(seed -> seed.trainSeconds().isPresent())) {
      keys.add(Metric.TRAIN_SECONDS);
    }
    return List.copyOf(keys);
  }
}
