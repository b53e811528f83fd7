package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.report.ModelResult;
import org.latent4j.report.statistics.DensityLimits;
import org.latent4j.report.statistics.Spread;

/**
 * What each estimator says of ln p(x), or of what takes its place where the likelihood has no
 * density for the data, model by model, where there is more than the ELBO: bounds from the loosest
 * to the tightest, with their spread, and for annealed importance sampling how far an upper bound
 * lies above it.
 */
final class Likelihoods {
  private static final String SAMPLED = "nll_is";
  private static final String ANNEALED = "log_likelihood_ais";

  /** Metrics and what the chart calls them, where all are bounds from below. */
  private static final Map<String, String> BOUNDS = bounds();

  private Likelihoods() {}

  private static Map<String, String> bounds() {
    Map<String, String> bounds = new LinkedHashMap<>();
    bounds.put("elbo", "ELBO");
    bounds.put(SAMPLED, "importance sampling");
    bounds.put(ANNEALED, "AIS");
    return bounds;
  }

  /** What all are bounds of. */
  static String bounded(List<ModelResult> models) {
    return DensityLimits.isBetweenEnds(models)
        ? "E ln p(b) over examples b of zeros and ones, drawn with the data’s values as probabilities"
        : "ln p(x)";
  }

  static List<Object> of(List<ModelResult> models) {
    List<Object> rows = new ArrayList<>();
    boolean beyondElbo = false;
    for (int index = 0; index < models.size(); index++) {
      for (String metric : BOUNDS.keySet()) {
        Spread spread = Spread.of(models.get(index), metric);
        if (spread.mean().isPresent()) {
          beyondElbo |= !metric.equals("elbo");
          rows.add(row(models.get(index), index, metric, spread));
        }
      }
    }
    return beyondElbo ? rows : List.of();
  }

  private static Map<String, Object> row(
      ModelResult model, int index, String metric, Spread spread) {
    double mean = spread.mean().orElseThrow();
    double value = metric.equals(SAMPLED) ? -mean : mean;
    double scatter = spread.deviation().orElse(spread.standardError().orElse(0));
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", index);
    row.put("title", BOUNDS.getOrDefault(metric, metric));
    row.put("value", ChartData.rounded(value));
    row.put("low", ChartData.rounded(value - scatter));
    row.put("high", ChartData.rounded(value + scatter));
    double gap =
        metric.equals(ANNEALED) ? Math.max(0, Spread.of(model, "ais_gap").mean().orElse(0)) : 0;
    row.put("gap", ChartData.rounded(gap));
    return row;
  }
}
