package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;

/**
 * How the rate is shared out among the latent dimensions, the largest share first: a dimension has
 * no identity from one seed to the next, its rank has.
 */
final class DimensionRates {
  private DimensionRates() {}

  /** For each model whose rate is split, the mean over seeds of the rate at each rank. */
  static List<Object> of(List<ModelResult> models) {
    List<Object> charts = new ArrayList<>();
    for (int model = 0; model < models.size(); model++) {
      List<List<Double>> ranked =
          models.get(model).seeds().stream().map(DimensionRates::ranked).toList();
      int dimensions = ranked.get(0).size();
      if (dimensions == 0 || ranked.stream().anyMatch(rates -> rates.size() != dimensions)) {
        continue;
      }
      List<Object> points = new ArrayList<>();
      for (int rank = 0; rank < dimensions; rank++) {
        int index = rank;
        double mean =
            ranked.stream().mapToDouble(rates -> rates.get(index)).average().orElseThrow();
        points.add(List.of(rank + 1, ChartData.rounded(mean)));
      }
      charts.add(Map.of("model", model, "points", points));
    }
    return charts;
  }

  private static List<Double> ranked(SeedResult seed) {
    return seed.evaluation().get("rate").parts().stream()
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
