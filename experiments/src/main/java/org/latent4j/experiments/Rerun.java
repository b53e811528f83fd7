package org.latent4j.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Json;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.MetricsLog;

/**
 * A run made again from what its provenance records, and held against the first one: weights, the
 * metrics of every epoch and those of the evaluation, all but the times that they took.
 *
 * @param differences what differs, in words; empty if every bit agrees
 */
public record Rerun(List<String> differences) {
  private static final String TRAIN_SECONDS = "train_seconds";

  public Rerun {
    differences = List.copyOf(differences);
  }

  /**
   * Makes a run again.
   *
   * @param run a folder with a training that has ended
   * @param folder new or empty
   * @throws Latent4jException if it holds no such run, or as {@link Experiment#train} does
   */
  public static Rerun of(Catalog catalog, Path run, Path folder, ExperimentListener listener) {
    Configuration configuration = Experiment.configuration(run);
    if (!RunFolder.hasModel(run)) {
      throw new Latent4jException(
          run + " holds a training that has not ended; end it with latent4j resume " + run);
    }
    Experiment.train(catalog, configuration, folder, listener);
    return new Rerun(differences(run, folder));
  }

  private static List<String> differences(Path first, Path second) {
    List<String> differences = new ArrayList<>();
    try {
      Path weights = first.resolve(ModelFolder.WEIGHTS);
      if (Files.mismatch(weights, second.resolve(ModelFolder.WEIGHTS)) >= 0) {
        differences.add("the weights (" + ModelFolder.WEIGHTS + ")");
      }
    } catch (IOException e) {
      throw FileFailure.reading(first, e);
    }
    if (!epochs(first).equals(epochs(second))) {
      differences.add("metrics of epochs (" + MetricsLog.FILE_NAME + ")");
    }
    if (!evaluation(first).equals(evaluation(second))) {
      differences.add("the evaluation (" + RunFolder.METRICS + ")");
    }
    if (!differences.isEmpty()) {
      madeWith(first, second).forEach(differences::add);
    }
    return differences;
  }

  private static List<EpochMetrics> epochs(Path run) {
    return MetricsLog.read(run).stream()
        .map(line -> new EpochMetrics(line.epoch(), line.split(), line.terms(), 0))
        .toList();
  }

  private static Object evaluation(Path run) {
    Path file = run.resolve(RunFolder.METRICS);
    try {
      Map<?, ?> document = Json.parse(file.toString(), Files.readString(file), Map.class);
      return document.get("models") instanceof Map<?, ?> models ? withoutTimes(models) : Map.of();
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  private static Object withoutTimes(Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, Object> kept = new LinkedHashMap<>();
      map.forEach(
          (key, value) -> {
            if (!TRAIN_SECONDS.equals(key) && value != null) {
              kept.put(String.valueOf(key), withoutTimes(value));
            }
          });
      return kept;
    }
    return node instanceof List<?> list
        ? list.stream().map(item -> item == null ? "null" : withoutTimes(item)).toList()
        : node;
  }

  /** What may be the cause. */
  private static List<String> madeWith(Path first, Path second) {
    Provenance then = Provenance.read(first);
    Provenance now = Provenance.read(second);
    List<String> changes = new ArrayList<>();
    changed(changes, "engine", then.engine(), now.engine());
    changed(changes, "Latent4J", then.latent4j().orElse("?"), now.latent4j().orElse("?"));
    changed(changes, "Java", then.machine().vm(), now.machine().vm());
    changed(changes, "system", then.machine().system(), now.machine().system());
    changed(changes, "training data", then.data().train().sha256(), now.data().train().sha256());
    return changes;
  }

  private static void changed(List<String> changes, String what, String then, String now) {
    if (!then.equals(now)) {
      changes.add(what + ": then " + then + ", now " + now);
    }
  }
}
