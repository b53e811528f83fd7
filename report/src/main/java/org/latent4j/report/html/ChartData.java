package org.latent4j.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.latent4j.report.Examples;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SweepPoint;
import org.latent4j.runtime.storage.Json;

/** All numbers that the page's charts are drawn from. */
final class ChartData {
  private static final MathContext DIGITS = new MathContext(5);

  private ChartData() {}

  static Map<String, Object> of(Report report) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(
        "models",
        report.models().stream()
            .map(model -> Map.of("name", model.name(), "label", label(model)))
            .toList());
    data.put("splits", Curves.splits(report.models()));
    data.put("shared", Curves.shared(report.models()));
    data.put("own", Curves.own(report.models()));
    data.put("plane", RateDistortionPlane.of(report.models()));
    data.put("dimensions", DimensionRates.of(report.models()));
    data.put("likelihoods", Likelihoods.of(report.models()));
    data.put("strips", SeedStrips.of(report.models()));
    Optional<Examples> examples = report.examples();
    data.put(
        "maps",
        examples
            .map(known -> CodeMaps.of(report.models(), known))
            .orElse(Map.of("maps", List.of(), "factors", List.of(), "first", 0)));
    data.put(
        "columns",
        examples.map(known -> ColumnDistributions.of(report.models(), known)).orElse(List.of()));
    return data;
  }

  /** What stands beside a model's line or point: its name, or the swept value alone. */
  private static String label(ModelResult model) {
    return model.sweep().map(ChartData::label).orElse(model.name());
  }

  private static String label(SweepPoint sweep) {
    String value =
        sweep.value() == Math.rint(sweep.value())
            ? String.valueOf((long) sweep.value())
            : String.valueOf(sweep.value());
    return ("beta".equals(sweep.option()) ? "β" : sweep.option()) + " = " + value;
  }

  /**
   * As a script element may hold it: no text in it can end the element. Keys are in alphabetical
   * order, so that the same numbers are the same bytes.
   */
  static String json(Map<String, Object> data) {
    return Json.line(ordered(data)).replace("<", "\\u003c");
  }

  private static Object ordered(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> ordered = new TreeMap<>();
      map.forEach((key, inner) -> ordered.put(String.valueOf(key), ordered(inner)));
      return ordered;
    }
    return value instanceof List<?> list ? list.stream().map(ChartData::ordered).toList() : value;
  }

  /** To five significant digits, more than any chart shows; infinities and NaN become 0. */
  static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : 0;
  }
}
