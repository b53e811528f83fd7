package org.latent4j.training;

import java.io.IOException;
import java.nio.file.Files;
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
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Safetensors;

/**
 * All that a training needs to go on, in one file, replaced as a whole: the weights as they are
 * (not the best ones), each phase's optimiser state, the best weights, and how far it has come.
 * Random streams derive from the seed and the step, and leave nothing to be kept.
 */
final class Checkpoint {
  private static final String FORMAT = "1";
  private static final String MODEL = "model.";
  private static final String BEST = "best.";

  private final Path file;
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
    this.file = folder.resolve("checkpoint").resolve("state.safetensors");
    this.settings = settings;
    this.data = data;
    this.parameters = parameters;
    this.best = best;
    this.phases = phases;
    this.fingerprint = data.train().fingerprint() + " " + data.validation().fingerprint();
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  void write(TrainingState state) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    texts.put("epoch", Integer.toString(state.epoch()));
    texts.put("step", Long.toString(state.step()));
    texts.put("seconds", Double.toString(state.seconds()));
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
    }
    Safetensors.write(file, tensors(), texts);
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

  /**
   * Reads the file and gives every tensor its content; nothing is changed if the file does not fit.
   *
   * @throws Latent4jException if it is absent, damaged, or of another training
   */
  TrainingState restore() {
    if (!Files.exists(file)) {
      throw new Latent4jException(
          "cannot resume: there is no checkpoint at "
              + file
              + "; give the folder of a run that wrote one (training.checkpoint-every)");
    }
    Safetensors kept = Safetensors.read(file);
    Texts texts = new Texts(kept.metadata());
    texts.require("format", "format", FORMAT);
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
            (int) texts.whole("epoch"), texts.whole("step"), reached, texts.real("seconds"));
    long[] steps = phases.stream().mapToLong(phase -> texts.whole(stepsKey(phase))).toArray();
    fill(kept.tensors());
    for (int i = 0; i < steps.length; i++) {
      phases.get(i).optimizer().resumeAt(steps[i]);
    }
    return state;
  }

  private void fill(Map<String, Tensor> kept) {
    Map<String, Tensor> live = tensors();
    live.forEach(
        (name, tensor) -> {
          Tensor saved = kept.get(name);
          if (saved == null || !saved.hasShape(tensor.shape())) {
            throw another(
                "tensor '" + name + "'",
                saved == null ? "absent" : "of shape " + Arrays.toString(saved.shape()),
                "of shape " + Arrays.toString(tensor.shape()));
          }
        });
    for (String name : kept.keySet()) {
      if (!live.containsKey(name)) {
        throw another("tensor '" + name + "'", "present", "absent");
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

  private Latent4jException another(String what, String there, String here) {
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
  private final class Texts {
    private final Map<String, String> texts;

    Texts(Map<String, String> texts) {
      this.texts = texts;
    }

    void require(String key, String what, String here) {
      String there = texts.getOrDefault(key, "absent");
      if (!there.equals(here)) {
        throw another(what, there, here);
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

    private Latent4jException damaged(String key, String text, NumberFormatException cause) {
      return new Latent4jException(
          "cannot resume from " + file + ": its " + key + " is " + text + "; it is damaged", cause);
    }
  }
}
