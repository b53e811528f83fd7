package org.latent4j.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;

/**
 * A model's held-out criterion. Each epoch draws the same numbers, so that epochs differ by their
 * weights alone.
 */
final class Validation {
  private final Model model;
  private final Batches batches;
  private final RandomStream random;

  Validation(Model model, Batches batches, RandomStream random) {
    this.model = model;
    this.batches = batches;
    this.random = random;
  }

  boolean hasExamples() {
    return batches.count() > 0;
  }

  /**
   * The criterion under {@code objective}, then its terms: means over the examples.
   *
   * @throws NonFiniteException if one is not a number
   */
  Map<String, Double> evaluate(Tape tape) {
    TermMeans objective = new TermMeans();
    TermMeans terms = new TermMeans();
    for (int batch = 0; batch < batches.count(); batch++) {
      tape.reset();
      Loss loss =
          model.validation(
              tape.constant(batches.read(batch, random.split("data"))),
              random.split("model").split(batch));
      int examples = batches.start(batch + 1) - batches.start(batch);
      objective.add(EpochMetrics.OBJECTIVE, loss.objective().item(), examples);
      loss.terms().forEach((name, term) -> terms.add(name, TermMeans.mean(term), examples));
    }
    Map<String, Double> means = new LinkedHashMap<>(objective.means());
    means.putAll(terms.means());
    means.forEach((name, mean) -> NonFiniteException.check("validation, " + name, mean));
    return means;
  }
}
