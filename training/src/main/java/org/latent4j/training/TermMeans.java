package org.latent4j.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.runtime.storage.Json;

/** Means of named terms over batches, weighted by their sizes. */
final class TermMeans {
  private static final String SUMS = "sums";
  private static final String WEIGHTS = "weights";

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

  /** All that the means are made of, as one line of JSON; numbers keep their bits. */
  String written() {
    return Json.line(Map.of(SUMS, sums, WEIGHTS, weights));
  }

  /**
   * Goes on from what {@link #written} gave.
   *
   * @param where names the place in messages
   */
  void restore(String where, String written) {
    Map<?, ?> read = Json.parse(where, written, Map.class);
    clear();
    fill(sums, where, read.get(SUMS));
    fill(weights, where, read.get(WEIGHTS));
  }

  private static void fill(Map<String, Double> numbers, String where, @Nullable Object read) {
    if (!(read instanceof Map<?, ?> map)) {
      throw new Latent4jException("cannot read " + where + ": it is no means of terms");
    }
    map.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            numbers.put(String.valueOf(name), number.doubleValue());
          }
        });
  }

  void clear() {
    sums.clear();
    weights.clear();
  }
}
