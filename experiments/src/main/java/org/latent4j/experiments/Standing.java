package org.latent4j.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Json;
import org.latent4j.runtime.storage.RegularFiles;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.MetricsLog;
import org.latent4j.training.TrainingSettings;

/**
 * How far the training in a folder has come, or the trainings of a comparison: whether there is
 * anything to go on with.
 */
public final class Standing {
  private final Path folder;
  private final List<Path> runs;
  private final TrainingSettings settings;

  /** The fewest that a run has made. */
  private final int epochs;

  private final int ended;
  private final boolean early;

  private Standing(Path folder, List<Path> runs, TrainingSettings settings) {
    RegularFiles.requireNoLinks(folder);
    this.folder = folder;
    this.runs = List.copyOf(runs);
    this.settings = settings;
    int least = Integer.MAX_VALUE;
    int ended = 0;
    boolean early = true;
    for (Path run : runs) {
      // Without a model it has not ended, and another process may be writing its metrics right now.
      List<EpochMetrics> history = RunFolder.hasModel(run) ? history(run) : List.of();
      int made = history.stream().mapToInt(EpochMetrics::epoch).max().orElse(0);
      boolean stale = made < settings.epochs() && isStale(history, made);
      least = Math.min(least, made);
      early &= stale;
      if (hasModelOfLastEpoch(run) && (stale || made >= settings.epochs())) {
        ended++;
      }
    }
    this.epochs = least;
    this.ended = ended;
    this.early = early;
  }

  /**
   * What is in a folder.
   *
   * @throws Latent4jException if it is neither a run's nor a comparison's, or a link lies in it
   */
  public static Standing of(Path folder) {
    if (RunFolder.isComparison(folder)) {
      ComparisonPlan plan = ComparisonPlan.read(folder);
      List<Path> runs = new ArrayList<>();
      for (ComparisonPlan.Variant variant : plan.variants()) {
        for (long seed : plan.seeds()) {
          runs.add(folder.resolve(variant.name()).resolve("seed-" + seed));
        }
      }
      return new Standing(folder, runs, training(plan.configuration()));
    }
    return new Standing(folder, List.of(folder), training(Experiment.configuration(folder)));
  }

  private static TrainingSettings training(Configuration configuration) {
    return ExperimentSettings.of(configuration).trainingSettings();
  }

  private static List<EpochMetrics> history(Path run) {
    return Files.exists(run.resolve(MetricsLog.FILE_NAME)) ? MetricsLog.read(run) : List.of();
  }

  /** Whether a training stops here for want of improvement. */
  private boolean isStale(List<EpochMetrics> history, int made) {
    return settings.patience() > 0
        && history.stream()
            .filter(epoch -> epoch.split().equals(EpochMetrics.VALIDATION))
            .min(Comparator.comparingDouble(EpochMetrics::objective))
            .filter(best -> made - best.epoch() >= settings.patience())
            .isPresent();
  }

  /** A model may be there from before a training that went further, and was interrupted. */
  private static boolean hasModelOfLastEpoch(Path run) {
    return RunFolder.hasModel(run)
        && isWrittenAfter(run.resolve(ModelFolder.WEIGHTS), run.resolve(MetricsLog.FILE_NAME));
  }

  /** Whether all is trained, evaluated and reported. */
  private boolean isDone() {
    Path report = folder.resolve(RunFolder.REPORT);
    return ended == runs.size()
        && Files.exists(folder.resolve(RunFolder.METRICS))
        && runs.stream().allMatch(run -> isWrittenAfter(report, run.resolve(ModelFolder.WEIGHTS)));
  }

  private static boolean isWrittenAfter(Path later, Path earlier) {
    try {
      return Files.exists(later)
          && Files.exists(earlier)
          && Files.getLastModifiedTime(later).compareTo(Files.getLastModifiedTime(earlier)) >= 0;
    } catch (IOException e) {
      throw FileFailure.reading(later, e);
    }
  }

  /**
   * Why there is nothing to do, in words; empty if there is something.
   *
   * @param wanted how far each training is to go; empty for as far as was planned
   * @throws Latent4jException if fewer epochs are wanted than are made, or more, and nothing is
   *     kept that a training could go on from
   */
  public Optional<String> nothingToDo(OptionalInt wanted) {
    if (!isDone()) {
      return Optional.empty();
    }
    int goal = wanted.orElse(epochs);
    String standing =
        folder + " has ended after " + epochs + " of " + settings.epochs() + " epochs";
    if (goal < epochs) {
      throw new Latent4jException(
          standing
              + ", and cannot end after "
              + goal
              + " any more; give more epochs to train it further, or train anew in another folder");
    }
    if (early) {
      return Optional.of(
          standing
              + ", since "
              + settings.patience()
              + " brought nothing better (training.patience): nothing to do; to go on all the same,"
              + " train anew with more patience");
    }
    if (goal == epochs) {
      return Optional.of(
          standing + ": nothing to do; train further with --epochs " + Math.max(1, 2 * epochs));
    }
    if (!runs.stream().allMatch(RunFolder::hasCheckpoint)) {
      throw new Latent4jException(
          standing
              + ", and kept no checkpoint to train it further from (training.checkpoint-every is "
              + settings.checkpointEvery()
              + "); train anew in another folder");
    }
    return Optional.empty();
  }

  /** What is there to go on from, in words. */
  public String beginning() {
    if (isDone()) {
      return folder + " has ended after " + epochs + " epochs, and is trained further";
    }
    if (runs.size() > 1) {
      return folder + ": " + ended + " of " + runs.size() + " runs are trained";
    }
    return RunFolder.hasCheckpoint(folder)
        ? folder + " goes on from its last checkpoint"
        : folder + " has no checkpoint yet, and begins anew";
  }

  /**
   * The metrics of what is done.
   *
   * @throws Latent4jException if they cannot be read
   */
  public Map<String, Object> metrics() {
    Map<?, ?> document = Json.read(folder.resolve(RunFolder.METRICS), Map.class);
    Map<String, Object> metrics = new LinkedHashMap<>();
    document.forEach((key, value) -> metrics.put(String.valueOf(key), value));
    return metrics;
  }
}
