package org.latent4j.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.latent4j.api.Latent4jException;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.catalog.Estimators;
import org.latent4j.runtime.composition.FileFormat;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Json;

/**
 * All that was estimated of a model on some examples, kept to the last bit, so that metrics can be
 * added to it later: {@code metrics.json} leaves out what only pairs of models need.
 *
 * @param format the name of the file's format, {@code latent4j-evaluation}
 * @param version the version of the format
 * @param model what was evaluated: the checksum of its weights
 * @param part the part of the data, in a word
 * @param examples the fingerprint of the examples
 * @param seed what the evaluation drew from
 * @param trainSeconds what the training took; empty if unknown
 * @param evaluation the estimates
 */
public record StoredEvaluation(
    String format,
    int version,
    String model,
    String part,
    String examples,
    long seed,
    OptionalDouble trainSeconds,
    Evaluation evaluation) {
  static final String FILE = "evaluation.json";

  private static final FileFormat FORMAT = new FileFormat("latent4j-evaluation", 1);

  static StoredEvaluation of(
      String model,
      String part,
      String examples,
      long seed,
      OptionalDouble trainSeconds,
      Evaluation evaluation) {
    return new StoredEvaluation(
        FORMAT.name(), FORMAT.version(), model, part, examples, seed, trainSeconds, evaluation);
  }

  /** Whether the two are of the same model and examples, and drew the same numbers. */
  boolean isAlike(StoredEvaluation other) {
    return model.equals(other.model)
        && examples.equals(other.examples)
        && seed == other.seed
        && evaluation.examples() == other.evaluation.examples();
  }

  /** This without estimates. */
  StoredEvaluation without() {
    return of(
        model, part, examples, seed, trainSeconds, new Evaluation(evaluation.examples(), Map.of()));
  }

  /** The metrics that it has. */
  List<String> metrics() {
    return List.copyOf(evaluation.estimates().keySet());
  }

  /** This with metrics added, or put in the place of those of the same name. */
  StoredEvaluation with(Evaluation further) {
    Map<String, Estimate> all = new LinkedHashMap<>(evaluation.estimates());
    all.putAll(further.estimates());
    List<String> order = new ArrayList<>(Estimators.metrics());
    all.keySet().stream().filter(metric -> !order.contains(metric)).forEach(order::add);
    Map<String, Estimate> ordered = new LinkedHashMap<>();
    for (String metric : order) {
      Optional.ofNullable(all.get(metric)).ifPresent(found -> ordered.put(metric, found));
    }
    return of(
        model, part, examples, seed, trainSeconds, new Evaluation(further.examples(), ordered));
  }

  /**
   * Writes it into a folder. One that would be longer than what is read again (with some hundred
   * thousand examples) is left out: its metrics are then estimated again when others are added.
   */
  void write(Path folder) {
    Path file = folder.resolve(FILE);
    byte[] text = (Json.line(this) + "\n").getBytes(StandardCharsets.UTF_8);
    if (text.length <= Json.MOST_BYTES) {
      AtomicFiles.write(file, text);
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  /**
   * Reads what a folder has; empty if it has none.
   *
   * @throws Latent4jException if the file cannot be read, is damaged or of an unknown version
   */
  static Optional<StoredEvaluation> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FORMAT.check(file, Json.read(file, Map.class));
    return Optional.of(Json.read(file, StoredEvaluation.class));
  }
}
