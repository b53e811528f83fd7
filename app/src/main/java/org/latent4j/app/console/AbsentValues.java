package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why models lack values of metrics: each reason once, with all that it holds for. */
final class AbsentValues {
  /** From a reason to metrics, and from each of these to the models that lack it. */
  private final Map<String, Map<String, List<String>>> reasons = new LinkedHashMap<>();

  /** A model has no value of a metric. */
  void add(String model, String metric, String reason) {
    reasons
        .computeIfAbsent(reason, key -> new LinkedHashMap<>())
        .computeIfAbsent(metric, key -> new ArrayList<>())
        .add(model);
  }

  /** A sentence for each reason, such as {@code aae has no elbo, rate: it has no density}. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    reasons.forEach((reason, metrics) -> sentences.add(who(metrics) + ": " + reason));
    return sentences;
  }

  /** Metrics that the same models lack are named together. */
  private static String who(Map<String, List<String>> modelsOfMetrics) {
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    modelsOfMetrics.forEach(
        (metric, models) -> groups.computeIfAbsent(models, key -> new ArrayList<>()).add(metric));
    return groups.entrySet().stream()
        .map(
            group ->
                String.join(", ", group.getKey())
                    + (group.getKey().size() == 1 ? " has no " : " have no ")
                    + String.join(", ", group.getValue()))
        .collect(Collectors.joining("; "));
  }
}
