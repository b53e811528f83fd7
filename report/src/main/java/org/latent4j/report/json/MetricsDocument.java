package org.latent4j.report.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Estimate;
import org.latent4j.report.DataSummary;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SeedResult;
import org.latent4j.report.statistics.PairedDifference;
import org.latent4j.report.statistics.Pairing;
import org.latent4j.report.statistics.Spread;

/**
 * Results as the JSON document of {@code metrics.json} and {@code --json}, in maps and lists.
 *
 * <p>Under {@code models}, each model has an object in which each metric is a plain number, the
 * mean over seeds, or null. Beside them: {@code standard_deviation} (over seeds, where there are at
 * least two), {@code standard_error} (over examples), {@code reasons} (why a metric is null),
 * {@code settings} (how a metric was computed, in alphabetical order), {@code parts} (contributions
 * that add up to a metric) and {@code seeds} (the same for each seed).
 *
 * <p>Under {@code differences}, where models were trained with the same seeds: for each pair of
 * models and each metric the mean difference, {@code model} minus {@code minus}, with its 95 %
 * interval from {@code low} to {@code high}. It is taken {@code over} seeds; where there is one
 * seed, over examples, and then speaks of these two trainings alone. Under {@code remarks}, where
 * there are some, what a reader might wrongly conclude.
 */
public final class MetricsDocument {
  private static final int EXAMPLES_WRITTEN = 1_000;

  private MetricsDocument() {}

  /** The document of a report. */
  public static Map<String, Object> of(Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("title", report.title());
    document.put("data", data(report.data()));
    Map<String, Object> models = new LinkedHashMap<>();
    report.models().forEach(model -> models.put(model.name(), of(model)));
    document.put("models", models);
    List<Object> differences = differences(report.models());
    if (!differences.isEmpty()) {
      document.put("differences", differences);
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    report.settings().forEach(group -> settings.put(group.title(), group.entries()));
    document.put("settings", settings);
    if (!report.limits().isEmpty()) {
      document.put("remarks", report.limits());
    }
    return document;
  }

  /** Of each pair of models, for each metric that both have. */
  private static List<Object> differences(List<ModelResult> models) {
    List<Object> differences = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (ModelResult other : models.subList(i + 1, models.size())) {
        ModelResult model = models.get(i);
        // In other units, differences are the same.
        List<String> metrics =
            keys(model).stream()
                .filter(key -> BaseMeasure.metricInSourceUnits(key).isEmpty())
                .toList();
        for (String metric : metrics) {
          Pairing.of(model, other, metric)
              .ifPresent(pairing -> differences.add(of(pairing, model, other, metric)));
        }
      }
    }
    return differences;
  }

  private static Map<String, Object> of(
      Pairing pairing, ModelResult model, ModelResult other, String metric) {
    PairedDifference difference = pairing.difference();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("metric", metric);
    entry.put("model", model.name());
    entry.put("minus", other.name());
    entry.put("mean", difference.mean());
    entry.put("low", difference.low());
    entry.put("high", difference.high());
    entry.put("over", pairing.over().name().toLowerCase(Locale.ROOT));
    entry.put("count", pairing.count());
    return entry;
  }

  /**
   * The document of the evaluation of one trained model: that of {@link #of(Report)}, and beside it
   * under each metric's name an object with {@code value}, {@code standard_error} (null where none
   * is estimated), {@code settings}, where it is split {@code parts}, and where it is a mean over
   * at most 1,000 examples their values, {@code examples}, with {@code example_rows}, their row
   * numbers in the data evaluated on, where these are not 0, 1, 2 and so on; or with {@code value}
   * null and the {@code reason}.
   */
  public static Map<String, Object> ofEvaluation(Report report) {
    Map<String, Object> document = of(report);
    report
        .models()
        .get(0)
        .seeds()
        .get(0)
        .evaluation()
        .estimates()
        .forEach((metric, estimate) -> document.put(metric, of(estimate)));
    return document;
  }

  private static Map<String, @Nullable Object> of(Estimate estimate) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    put(object, "value", estimate.value());
    if (estimate.reason().isPresent()) {
      object.put("reason", estimate.reason().get());
      return object;
    }
    put(object, "standard_error", estimate.standardError());
    object.put("settings", new TreeMap<>(estimate.settings()));
    if (!estimate.parts().isEmpty()) {
      object.put("parts", estimate.parts());
    }
    if (!estimate.examples().isEmpty() && estimate.examples().size() <= EXAMPLES_WRITTEN) {
      object.put("examples", estimate.examples());
      if (!estimate.rows().isEmpty()) {
        object.put("example_rows", estimate.rows());
      }
    }
    return object;
  }

  private static Map<String, Object> data(DataSummary data) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", data.name());
    map.put("shape", data.shape().toString());
    map.put("train", data.train());
    map.put("validation", data.validation());
    map.put("test", data.test());
    map.put("fingerprint", data.fingerprint());
    return map;
  }

  /** One model's object. */
  public static Map<String, @Nullable Object> of(ModelResult model) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    Map<String, Object> deviations = new LinkedHashMap<>();
    Map<String, Object> errors = new LinkedHashMap<>();
    Map<String, Object> reasons = new LinkedHashMap<>();
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String metric : keys(model)) {
      Spread spread = Spread.of(model, metric);
      put(object, metric, spread.mean());
      spread.deviation().ifPresent(value -> deviations.put(metric, value));
      spread.standardError().ifPresent(value -> errors.put(metric, value));
      spread.reason().ifPresent(value -> reasons.put(metric, value));
      Map<String, Object> how = Spread.estimate(model.seeds().get(0), metric).settings();
      if (!how.isEmpty()) {
        settings.put(metric, new TreeMap<>(how));
      }
    }
    putUnlessEmpty(object, "standard_deviation", deviations);
    putUnlessEmpty(object, "standard_error", errors);
    putUnlessEmpty(object, "reasons", reasons);
    putUnlessEmpty(object, "settings", settings);
    List<Object> seeds = new ArrayList<>();
    for (SeedResult seed : model.seeds()) {
      seeds.add(of(seed, keys(model)));
    }
    object.put("seeds", seeds);
    return object;
  }

  private static Map<String, @Nullable Object> of(SeedResult seed, List<String> metrics) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    Map<String, Object> errors = new LinkedHashMap<>();
    Map<String, Object> parts = new LinkedHashMap<>();
    object.put("seed", seed.seed());
    for (String metric : metrics) {
      Estimate estimate = Spread.estimate(seed, metric);
      put(object, metric, estimate.value());
      estimate.standardError().ifPresent(value -> errors.put(metric, value));
      if (!estimate.parts().isEmpty()) {
        parts.put(metric, estimate.parts());
      }
    }
    putUnlessEmpty(object, "standard_error", errors);
    putUnlessEmpty(object, "parts", parts);
    return object;
  }

  private static List<String> keys(ModelResult model) {
    List<String> keys = new ArrayList<>(model.metrics());
    keys.add(Metric.TRAIN_SECONDS);
    return keys;
  }

  private static void put(Map<String, @Nullable Object> object, String key, OptionalDouble value) {
    object.put(key, value.isPresent() ? number(value.getAsDouble()) : null);
  }

  /** A count is written without a fraction. */
  private static Object number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> object, String key, Map<String, Object> map) {
    if (!map.isEmpty()) {
      object.put(key, map);
    }
  }
}
