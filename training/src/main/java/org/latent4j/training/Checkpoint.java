package org.latent4j.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.runtime.composition.FileFormat;
import org.latent4j.runtime.storage.Json;
import org.latent4j.runtime.storage.Safetensors;

/**
 * All that a training needs to go on: the weights as they are (not the best ones), each phase's
 * optimiser state, the best weights, how far it has come, the running means of the epoch under way,
 * and the lines of {@code metrics.jsonl} so far. Random streams derive from the seed, the epoch and
 * the step, and leave nothing to be kept.
 */
final class Checkpoint {
  private static final FileFormat FORMAT = new FileFormat("latent4j-training-state", 1);
  private static final String STATE = "state.safetensors";
  private static final String CLOCK = "clock.json"; // apart, since the rest is equal on every run
  private static final String SECONDS = "seconds";
  private static final String EPOCH_SECONDS = "epoch-seconds";
  private static final String MODEL = "model.";
  private static final String BEST = "best.";

  private final CheckpointFolder folder;
  private final TrainingSettings settings;
  private final DataSplits data;
  private final Parameters parameters;
  private final Snapshot best;
  private final List<PhaseRun> phases;
  private final String fingerprint;

  Checkpoint(
      Path run,
      TrainingSettings settings,
      DataSplits data,
      Parameters parameters,
      Snapshot best,
      List<PhaseRun> phases) {
    this.folder = new CheckpointFolder(run);
    this.settings = settings;
    this.data = data;
    this.parameters = parameters;
    this.best = best;
    this.phases = phases;
    this.fingerprint = data.train().fingerprint() + " " + data.validation().fingerprint();
  }

  /** Deletes what an earlier training left. */
  void clear() {
    folder.clear();
  }

  /**
   * Writes a checkpoint.
   *
   * @throws Latent4jException if that fails; the one before it is then as it was
   */
  void write(TrainingState state, List<EpochMetrics> lines) {
    folder.write(
        state.step(),
        aside -> {
          Safetensors.write(aside.resolve(STATE), tensors(), texts(state));
          MetricsLog.write(aside, lines);
          Json.write(
              aside.resolve(CLOCK),
              Map.of(SECONDS, state.seconds(), EPOCH_SECONDS, state.epochSeconds()));
        });
  }

  private Map<String, String> texts(TrainingState state) {
    Map<String, String> texts = FORMAT.texts();
    texts.put("epoch", Integer.toString(state.epoch()));
    texts.put("batches", Integer.toString(state.batches()));
    texts.put("step", Long.toString(state.step()));
    state
        .best()
        .ifPresent(
            reached -> {
              texts.put("best-epoch", Integer.toString(reached.epoch()));
              texts.put("best-objective", Double.toString(reached.objective()));
            });
    texts.put("seed", Long.toString(settings.seed()));
    texts.put("batch", Integer.toString(settings.batch()));
    texts.put("data", fingerprint);
    for (PhaseRun phase : phases) {
      texts.put(stepsKey(phase), Long.toString(phase.optimizer().steps()));
      texts.put(termsKey(phase), Json.line(phase.terms().sums()));
      texts.put(objectiveKey(phase), Json.line(phase.objective().sums()));
    }
    return texts;
  }

  /** The live tensors under their names in the file. */
  private Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      tensors.put(MODEL + parameter.name(), parameter.value());
    }
    best.values().forEach((name, value) -> tensors.put(BEST + name, value));
    for (PhaseRun phase : phases) {
      for (Parameter kept : phase.optimizer().state()) {
        tensors.put("optimizer." + phase.phase().name() + "." + kept.name(), kept.value());
      }
    }
    return tensors;
  }

  private static String stepsKey(PhaseRun phase) {
    return "optimizer-steps." + phase.phase().name();
  }

  private static String termsKey(PhaseRun phase) {
    return "terms." + phase.phase().name();
  }

  private static String objectiveKey(PhaseRun phase) {
    return "objective." + phase.phase().name();
  }

  /**
   * Where a training goes on.
   *
   * @param state how far it has come
   * @param lines what it has written to {@code metrics.jsonl}
   */
  record Restored(TrainingState state, List<EpochMetrics> lines) {}

  /** A checkpoint's files, read. */
  private record Kept(Path file, Safetensors state, List<EpochMetrics> lines, Map<?, ?> clock) {
    double seconds(String key) {
      return clock.get(key) instanceof Number seconds ? seconds.doubleValue() : 0;
    }
  }

  /**
   * Reads the newest checkpoint that is whole, and gives every tensor and running mean its content;
   * nothing is changed if it does not fit.
   *
   * @throws Latent4jException if there is none, or it is of another training
   */
  Restored restore() {
    Kept kept =
        folder.newest(
            List.of(STATE, MetricsLog.FILE_NAME, CLOCK),
            checkpoint ->
                new Kept(
                    checkpoint.resolve(STATE),
                    Safetensors.read(checkpoint.resolve(STATE)),
                    MetricsLog.read(checkpoint),
                    Json.read(checkpoint.resolve(CLOCK), Map.class)));
    FORMAT.check(kept.file(), kept.state().metadata());
    Texts texts = new Texts(kept.file(), kept.state().metadata());
    texts.require("seed", "training.seed", Long.toString(settings.seed()));
    texts.require("batch", "training.batch", Integer.toString(settings.batch()));
    texts.require("data", "the fingerprint of data '" + data.name() + "'", fingerprint);
    Optional<TrainingResult.Best> reached =
        kept.state().metadata().containsKey("best-epoch")
            ? Optional.of(
                new TrainingResult.Best(
                    (int) texts.whole("best-epoch"), texts.real("best-objective")))
            : Optional.empty();
    long epoch = texts.whole("epoch");
    long batches = texts.whole("batches");
    long step = texts.whole("step");
    int ofEpoch = Batches.of(data.train(), settings.batch()).count();
    if (epoch < 0
        || epoch > Integer.MAX_VALUE
        || batches < 0
        || batches >= ofEpoch
        || step != epoch * ofEpoch + batches) {
      throw texts.damaged("epoch, batches, step", epoch + ", " + batches + ", " + step, null);
    }
    TrainingState state =
        new TrainingState(
            (int) epoch,
            (int) batches,
            step,
            reached,
            kept.seconds(SECONDS),
            kept.seconds(EPOCH_SECONDS));
    long[] steps = phases.stream().mapToLong(phase -> texts.whole(stepsKey(phase))).toArray();
    fill(kept.file(), kept.state().tensors());
    for (int i = 0; i < steps.length; i++) {
      PhaseRun phase = phases.get(i);
      phase.optimizer().resumeAt(steps[i]);
      phase.terms().resumeAt(texts.sums(termsKey(phase)));
      phase.objective().resumeAt(texts.sums(objectiveKey(phase)));
    }
    return new Restored(state, kept.lines());
  }

  private void fill(Path file, Map<String, Tensor> kept) {
    Map<String, Tensor> live = tensors();
    live.forEach(
        (name, tensor) -> {
          Tensor saved = kept.get(name);
          if (saved == null || !saved.hasShape(tensor.shape())) {
            throw another(
                file,
                "tensor '" + name + "'",
                saved == null ? "absent" : "of shape " + Arrays.toString(saved.shape()),
                "of shape " + Arrays.toString(tensor.shape()));
          }
        });
    for (String name : kept.keySet()) {
      if (!live.containsKey(name)) {
        throw another(file, "tensor '" + name + "'", "present", "absent");
      }
    }
    live.forEach(
        (name, tensor) -> {
          Tensor saved = kept.get(name);
          if (saved != null) {
            System.arraycopy(saved.data(), 0, tensor.data(), 0, tensor.size());
          }
        });
  }

  private static Latent4jException another(Path file, String what, String there, String here) {
    return new Latent4jException(
        "cannot resume from "
            + file
            + ": "
            + what
            + " is "
            + there
            + " there and "
            + here
            + " here; resume with the composition, data and settings that the run was started"
            + " with");
  }

  /** The file's texts, read strictly. */
  private static final class Texts {
    private final Path file;
    private final Map<String, String> texts;

    Texts(Path file, Map<String, String> texts) {
      this.file = file;
      this.texts = texts;
    }

    void require(String key, String what, String here) {
      String there = texts.getOrDefault(key, "absent");
      if (!there.equals(here)) {
        throw another(file, what, there, here);
      }
    }

    long whole(String key) {
      String text = texts.getOrDefault(key, "absent");
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw damaged(key, text, e);
      }
    }

    double real(String key) {
      String text = texts.getOrDefault(key, "absent");
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw damaged(key, text, e);
      }
    }

    /** See {@link TermMeans#sums}. */
    Map<String, List<Double>> sums(String key) {
      String where = file + ": " + key;
      Map<String, List<Double>> sums = new LinkedHashMap<>();
      Map<?, ?> parsed = Json.parse(where, texts.getOrDefault(key, "absent"), Map.class);
      parsed.forEach((name, pair) -> sums.put(String.valueOf(name), pair(where, pair)));
      return sums;
    }

    private static List<Double> pair(String where, Object raw) {
      if (raw instanceof List<?> pair
          && pair.size() == 2
          && pair.get(0) instanceof Double sum
          && pair.get(1) instanceof Double weight) {
        return List.of(sum, weight);
      }
      throw new Latent4jException(
          "cannot resume: " + where + " has " + raw + " in place of two numbers; it is damaged");
    }

    private Latent4jException damaged(
        String key, String text, @Nullable NumberFormatException cause) {
      return new Latent4jException(
          "cannot resume from " + file + ": its " + key + " is " + text + "; it is damaged", cause);
    }
  }
}
