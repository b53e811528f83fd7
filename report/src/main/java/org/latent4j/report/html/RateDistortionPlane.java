package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.latent4j.report.ModelResult;
import org.latent4j.report.statistics.Spread;

/**
 * Rate against distortion (Alemi et al., 2018): a point for each seed, a curve for each sweep. A
 * model without a rate has only its distortion.
 */
final class RateDistortionPlane {
  private RateDistortionPlane() {}

  static Map<String, Object> of(List<ModelResult> models) {
    List<Object> points = new ArrayList<>();
    List<Object> levels = new ArrayList<>();
    for (int index = 0; index < models.size(); index++) {
      ModelResult model = models.get(index);
      Spread distortion = Spread.of(model, "distortion");
      Spread rate = Spread.of(model, "rate");
      if (distortion.mean().isEmpty()) {
        continue;
      }
      if (rate.mean().isEmpty()) {
        levels.add(level(index, distortion));
        continue;
      }
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("model", index);
      point.put(
          "mean",
          List.of(
              ChartData.rounded(rate.mean().getAsDouble()),
              ChartData.rounded(distortion.mean().getAsDouble())));
      point.put(
          "seeds",
          IntStream.range(0, model.seeds().size())
              .mapToObj(
                  seed ->
                      List.of(
                          ChartData.rounded(rate.values().get(seed)),
                          ChartData.rounded(distortion.values().get(seed))))
              .toList());
      points.add(point);
    }
    return Map.of("points", points, "levels", levels, "curves", curves(models));
  }

  private static Map<String, Object> level(int model, Spread distortion) {
    return Map.of("model", model, "distortion", ChartData.rounded(distortion.mean().orElseThrow()));
  }

  /** The indices of the models on each sweep's curve, in the order of the swept value. */
  private static List<Object> curves(List<ModelResult> models) {
    Map<String, List<Integer>> families = new TreeMap<>();
    for (int index = 0; index < models.size(); index++) {
      int model = index;
      models
          .get(index)
          .sweep()
          .ifPresent(
              sweep ->
                  families.computeIfAbsent(sweep.family(), family -> new ArrayList<>()).add(model));
    }
    families
        .values()
        .forEach(
            indices ->
                indices.sort(
                    Comparator.comparingDouble(
                        index -> models.get(index).sweep().orElseThrow().value())));
    return List.copyOf(families.values());
  }
}
