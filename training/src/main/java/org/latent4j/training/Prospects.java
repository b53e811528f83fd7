package org.latent4j.training;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.model.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/**
 * What can be foreseen of a training before its first step: that it makes too few steps to learn
 * anything, or ends before a schedule does. Each is a warning that carries the marker {@link
 * Trainer#ONCE}.
 */
final class Prospects {
  private static final Logger log = LoggerFactory.getLogger(Prospects.class);

  /** Adam moves a weight by at most its rate a step: 200 steps of 0.001 move it by 0.2. */
  private static final int FEW_STEPS = 200;

  private static final int ENOUGH_STEPS = 1_000;
  private static final int FEW_STEPS_AN_EPOCH = 5;
  private static final int LEAST_BATCH = 8;

  private Prospects() {}

  /** Warns of what is foreseen. */
  static void warn(TrainingSettings settings, int examples, Model model) {
    of(settings, examples, model)
        .forEach(warning -> log.warn(MarkerFactory.getMarker(Trainer.ONCE), warning));
  }

  /**
   * What is foreseen, in words.
   *
   * @param examples to train on, at least 1
   */
  static List<String> of(TrainingSettings settings, int examples, Model model) {
    List<String> warnings = new ArrayList<>();
    int epochs = settings.epochs();
    if (epochs == 0) {
      return warnings; // the model is meant to stay as it is
    }
    long steps = (long) ceiling(examples, settings.batch()) * epochs;
    if (steps < FEW_STEPS) {
      warnings.add(tooShort(settings, examples, steps));
    }
    model
        .unreached(epochs)
        .ifPresent(
            words ->
                warnings.add(
                    "the training ends before the model's schedule does: "
                        + words
                        + "; train longer (training.epochs) or shorten the schedule (options of"
                        + " the model)"));
    settings
        .schedule()
        .unreached(epochs)
        .ifPresent(words -> warnings.add(words + "; change one or the other"));
    return warnings;
  }

  private static String tooShort(TrainingSettings settings, int examples, long steps) {
    int batch = batch(settings.batch(), examples);
    int epochs = rounded(ceiling(ENOUGH_STEPS, ceiling(examples, batch)));
    return steps
        + (steps == 1 ? " step" : " steps")
        + " in all, hardly enough to learn anything: try "
        + (batch == settings.batch() ? "" : "--batch " + batch + " ")
        + "--epochs "
        + epochs
        + " (training.batch, training.epochs)";
  }

  /** One with which an epoch has several steps: a power of two. */
  private static int batch(int given, int examples) {
    int most = examples / FEW_STEPS_AN_EPOCH;
    return given <= most
        ? given
        : Math.min(given, Math.max(LEAST_BATCH, Integer.highestOneBit(Math.max(1, most))));
  }

  /** Up to a number that is easy to say. */
  private static int rounded(int epochs) {
    int unit = epochs > 100 ? 50 : epochs > 10 ? 10 : 1;
    return ceiling(epochs, unit) * unit;
  }

  private static int ceiling(int a, int b) {
    return (a + b - 1) / b;
  }
}
