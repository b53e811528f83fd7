package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.latent4j.report.EpochValues;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

/** Values per epoch: those that all models share in one chart each, the others model by model. */
final class Curves {
  private static final List<String> SHARED = List.of("elbo", "distortion", "rate");

  private Curves() {}

  /** The names of the parts of the data that any model has values of, in the order they occur. */
  static List<String> splits(List<ModelResult> models) {
    return models.stream()
        .flatMap(model -> model.seeds().stream())
        .flatMap(seed -> seed.history().stream())
        .map(EpochValues::split)
        .distinct()
        .toList();
  }

  static List<Object> shared(List<ModelResult> models) {
    List<Object> charts = new ArrayList<>();
    for (String key : SHARED) {
      List<Object> series = new ArrayList<>();
      for (int model = 0; model < models.size(); model++) {
        series.addAll(series(models.get(model), model, key));
      }
      Metric metric = Metric.of(key);
      add(charts, metric.title(), metric.unit(), series);
    }
    return charts;
  }

  static List<Object> own(List<ModelResult> models) {
    List<Object> charts = new ArrayList<>();
    for (int model = 0; model < models.size(); model++) {
      Set<String> keys = new LinkedHashSet<>();
      for (SeedResult seed : models.get(model).seeds()) {
        seed.history().forEach(epoch -> keys.addAll(epoch.values().keySet()));
      }
      keys.removeAll(SHARED);
      Set<List<Object>> seen = new HashSet<>();
      for (String key : keys) {
        String title = models.get(model).name() + ": " + key.replace('_', ' ');
        List<Object> series = series(models.get(model), model, key);
        // A phase of one term has it as its objective too; a constant is a setting.
        if (varies(models.get(model), key) && seen.add(series)) {
          add(charts, title, "", series);
        }
      }
    }
    return charts;
  }

  private static boolean varies(ModelResult model, String key) {
    return model.seeds().stream()
            .flatMap(seed -> seed.history().stream())
            .flatMap(epoch -> Stream.ofNullable(epoch.values().get(key)))
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  private static void add(List<Object> charts, String title, String unit, List<Object> series) {
    if (!series.isEmpty()) {
      charts.add(Map.of("title", title, "unit", unit, "series", series));
    }
  }

  private static List<Object> series(ModelResult result, int model, String key) {
    List<Object> series = new ArrayList<>();
    for (SeedResult seed : result.seeds()) {
      Map<String, List<Object>> bySplit = new LinkedHashMap<>();
      for (EpochValues epoch : seed.history()) {
        double value = epoch.values().getOrDefault(key, Double.NaN);
        if (Double.isFinite(value)) {
          bySplit
              .computeIfAbsent(epoch.split(), split -> new ArrayList<>())
              .add(List.of(epoch.epoch(), ChartData.rounded(value)));
        }
      }
      bySplit.forEach(
          (split, points) ->
              series.add(
                  Map.of("model", model, "seed", seed.seed(), "split", split, "points", points)));
    }
    return series;
  }
}
