package org.latent4j.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** Means of named terms over batches, weighted by their sizes. */
final class TermMeans {
  private final Map<String, Double> latest = new LinkedHashMap<>();
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final Map<String, Double> weights = new LinkedHashMap<>();

  /** The mean of a term that is given for each example, or once for the batch. */
  static double mean(Var term) {
    Tensor value = term.value();
    double sum = 0;
    for (float number : value.data()) {
      sum += number;
    }
    return sum / value.size();
  }

  void add(String name, double mean, int examples) {
    latest.put(name, mean);
    sums.merge(name, mean * examples, Double::sum);
    weights.merge(name, (double) examples, Double::sum);
  }

  /** The terms of the last batch; live. */
  Map<String, Double> latest() {
    return Collections.unmodifiableMap(latest);
  }

  /** The means since the start or the last {@link #clear}. */
  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((name, sum) -> means.put(name, sum / weights.getOrDefault(name, 1.0)));
    return means;
  }

  /** What the means come from: each term's sum over examples, and over how many it is. */
  Map<String, List<Double>> sums() {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    sums.forEach((name, sum) -> all.put(name, List.of(sum, weights.getOrDefault(name, 1.0))));
    return all;
  }

  /** Goes on from what {@link #sums} gave. */
  void resumeAt(Map<String, List<Double>> kept) {
    clear();
    kept.forEach(
        (name, sumAndWeight) -> {
          sums.put(name, sumAndWeight.get(0));
          weights.put(name, sumAndWeight.get(1));
        });
  }

  void clear() {
    sums.clear();
    weights.clear();
  }
}
