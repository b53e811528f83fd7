package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.statistics.Spread;

/** Each seed's value of each metric, so that the scatter can be seen; for two seeds and more. */
final class SeedStrips {
  private SeedStrips() {}

  static List<Object> of(List<ModelResult> models) {
    List<Object> strips = new ArrayList<>();
    if (models.stream().noneMatch(model -> model.seeds().size() > 1)) {
      return strips;
    }
    for (String key : metrics(models)) {
      List<Object> rows = new ArrayList<>();
      boolean some = false;
      for (int index = 0; index < models.size(); index++) {
        Spread spread = Spread.of(models.get(index), key);
        some |= spread.mean().isPresent();
        rows.add(
            Map.of(
                "model",
                index,
                "mean",
                spread.mean().stream().mapToObj(ChartData::rounded).toList(),
                "values",
                spread.values().stream().map(ChartData::rounded).toList()));
      }
      if (some) {
        Metric metric = Metric.of(key, models);
        Map<String, Object> strip = new LinkedHashMap<>();
        strip.put("title", metric.title());
        strip.put("unit", metric.unit());
        strip.put("rows", rows);
        strips.add(strip);
      }
    }
    return strips;
  }

  /** Of all models, in order; what every seed has alike is left out. */
  private static Set<String> metrics(List<ModelResult> models) {
    Set<String> metrics = new LinkedHashSet<>();
    models.forEach(model -> metrics.addAll(model.metrics()));
    metrics.removeIf(key -> Metric.of(key).purpose() == Metric.Purpose.COST);
    metrics.removeIf(key -> BaseMeasure.metricInSourceUnits(key).isPresent());
    return metrics;
  }
}
