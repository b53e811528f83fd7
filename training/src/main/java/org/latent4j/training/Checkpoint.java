package org.latent4j.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.runtime.storage.Safetensors;

/**
 * All that a training needs to go on, in one file: the weights as they are (not the best ones),
 * each phase's optimiser state, the best weights, how far it has come, and within an epoch the
 * means of its terms so far. Random streams derive from the seed and the step, and leave nothing to
 * be kept.
 */
final class Checkpoint {
  private static final String FORMAT = "2";
  private static final String MODEL = "model.";
  private static final String BEST = "best.";

  private final CheckpointFiles files;
  private final TrainingSettings settings;
  private final DataSplits data;
  private final Parameters parameters;
  private final Snapshot best;
  private final List<PhaseRun> phases;
  private final String fingerprint;

  Checkpoint(
      Path folder,
      TrainingSettings settings,
      DataSplits data,
      Parameters parameters,
      Snapshot best,
      List<PhaseRun> phases) {
    this.files = new CheckpointFiles(folder);
    this.settings = settings;
    this.data = data;
    this.parameters = parameters;
    this.best = best;
    this.phases = phases;
    this.fingerprint = data.train().fingerprint() + " " + data.validation().fingerprint();
  }

  void delete() {
    files.deleteAll();
  }

  void write(TrainingState state) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    texts.put("epoch", Integer.toString(state.epoch()));
    texts.put("step", Long.toString(state.step()));
    texts.put("batches", Integer.toString(state.batch()));
    texts.put("seconds", Double.toString(state.seconds()));
    texts.put("epoch-seconds", Double.toString(state.epochSeconds()));
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
      texts.put(termsKey(phase), phase.terms().written());
      texts.put(objectiveKey(phase), phase.objective().written());
    }
    files.write(state.step(), tensors(), texts);
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
   * Reads the newest checkpoint that is whole and gives every tensor its content; nothing is
   * changed if it does not fit.
   *
   * @throws Latent4jException if there is none, or it is of another training
   */
  TrainingState restore() {
    CheckpointFiles.Kept newest = files.newest();
    Path file = newest.file();
    Safetensors kept = newest.state();
    Texts texts = new Texts(file, kept.metadata());
    texts.requireFormat();
    texts.require("seed", "training.seed", Long.toString(settings.seed()));
    texts.require("batch", "training.batch", Integer.toString(settings.batch()));
    texts.require("data", "the fingerprint of data '" + data.name() + "'", fingerprint);
    Optional<TrainingResult.Best> reached =
        kept.metadata().containsKey("best-epoch")
            ? Optional.of(
                new TrainingResult.Best(
                    (int) texts.whole("best-epoch"), texts.real("best-objective")))
            : Optional.empty();
    TrainingState state =
        new TrainingState(
            (int) texts.whole("epoch"),
            (int) texts.whole("batches"),
            texts.whole("step"),
            reached,
            texts.real("seconds"),
            texts.real("epoch-seconds"));
    long[] steps = phases.stream().mapToLong(phase -> texts.whole(stepsKey(phase))).toArray();
    fill(file, kept.tensors());
    for (int i = 0; i < steps.length; i++) {
      PhaseRun phase = phases.get(i);
      phase.optimizer().resumeAt(steps[i]);
      phase.terms().restore(file + ": " + termsKey(phase), texts.text(termsKey(phase)));
      phase.objective().restore(file + ": " + objectiveKey(phase), texts.text(objectiveKey(phase)));
    }
    return state;
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

    void requireFormat() {
      String there = text("format");
      if (!there.equals(FORMAT)) {
        throw new Latent4jException(
            "cannot resume from "
                + file
                + ": its format is "
                + there
                + ", and this version reads format "
                + FORMAT
                + "; resume with the version that wrote it (provenance.json names it)");
      }
    }

    void require(String key, String what, String here) {
      String there = text(key);
      if (!there.equals(here)) {
        throw another(file, what, there, here);
      }
    }

    String text(String key) {
      return texts.getOrDefault(key, "absent");
    }

    long whole(String key) {
      String text = text(key);
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw damaged(key, text, e);
      }
    }

    double real(String key) {
      String text = text(key);
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw damaged(key, text, e);
      }
    }

    private Latent4jException damaged(String key, String text, NumberFormatException cause) {
      return new Latent4jException(
          "cannot resume from " + file + ": its " + key + " is " + text + "; it is damaged", cause);
    }
  }
}
