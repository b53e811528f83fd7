package org.latent4j.training;

import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/**
 * How a training goes. {@link #OPTIONS} are the same settings as a configuration writes them, under
 * {@code training}; each default is written there.
 *
 * @param epochs passes over the training data; 0 leaves the model as it is
 * @param batch examples in a minibatch; the last of an epoch may have fewer
 * @param seed what all randomness of the run derives from
 * @param validationBatch the most held-out examples that are looked at together
 * @param schedule the learning rate's course
 * @param clipNorm the most that the gradient's Euclidean norm over all of a phase's parameters may
 *     be; 0 for no limit
 * @param patience epochs without a better validation after which training stops; 0 for never
 * @param restoreBest whether the model is given the weights of its best epoch at the end
 * @param checkpointEvery epochs from one checkpoint to the next; 0 for none at an epoch's end
 * @param checkpointSeconds the time after which a checkpoint is written in the middle of an epoch;
 *     0 for never
 */
public record TrainingSettings(
    int epochs,
    int batch,
    long seed,
    int validationBatch,
    Schedule schedule,
    double clipNorm,
    int patience,
    boolean restoreBest,
    int checkpointEvery,
    double checkpointSeconds) {
  /** The kinds of {@link Decay}. */
  enum DecayKind {
    CONSTANT,
    STEP,
    COSINE
  }

  private static final Option<Integer> EPOCHS =
      Option.integer("epochs", 20, "passes over the training data")
          .where(n -> n >= 0, "0 or greater");
  private static final Option<Integer> BATCH =
      Option.integer("batch", 128, "examples in a minibatch").where(n -> n >= 1, "at least 1");
  private static final Option<Integer> SEED =
      Option.integer("seed", 1, "what all randomness of the run derives from");
  private static final Option<Integer> VALIDATION_BATCH =
      Option.integer("validation-batch", 1000, "the most held-out examples looked at together")
          .where(n -> n >= 1, "at least 1");
  private static final Option<DecayKind> SCHEDULE =
      Option.choice("schedule", DecayKind.CONSTANT, "how the learning rate falls");
  private static final Option<Double> WARM_UP =
      Option.real("warm-up-epochs", 0, "epochs over which the learning rate rises from near 0")
          .where(e -> e >= 0, "0 or greater");
  private static final Option<List<Double>> MILESTONES =
      Option.reals("milestones", List.of(), "epochs at which the step schedule lowers the rate")
          .where(TrainingSettings::ascending, "0 or greater and ascending");
  private static final Option<Double> FACTOR =
      Option.real("factor", 0.1, "what the step schedule multiplies the rate by at a milestone")
          .where(f -> f > 0, "greater than 0");
  private static final Option<Double> FINAL_FACTOR =
      Option.real("final-factor", 0, "the part of the rate that the cosine schedule ends with")
          .where(f -> f >= 0 && f <= 1, "from 0 to 1");
  private static final Option<Double> CLIP_NORM =
      Option.real("clip-norm", 0, "the most that a gradient's norm may be; 0 for no limit")
          .where(norm -> norm >= 0, "0 or greater");
  private static final Option<Integer> PATIENCE =
      Option.integer(
              "patience", 0, "epochs without a better validation before training stops; 0: never")
          .where(n -> n >= 0, "0 or greater");
  private static final Option<Boolean> RESTORE_BEST =
      Option.flag("restore-best", true, "end with the weights of the best epoch on validation");
  private static final Option<Integer> CHECKPOINT_EVERY =
      Option.integer("checkpoint-every", 1, "epochs from one checkpoint to the next; 0: none")
          .where(n -> n >= 0, "0 or greater");
  private static final Option<Double> CHECKPOINT_SECONDS =
      Option.real(
              "checkpoint-seconds",
              300,
              "seconds to a checkpoint in the middle of an epoch; 0: none")
          .where(seconds -> seconds >= 0, "0 or greater");

  /** The settings as options, in the order in which they are shown. */
  public static final List<Option<?>> OPTIONS =
      List.of(
          EPOCHS,
          BATCH,
          SEED,
          VALIDATION_BATCH,
          SCHEDULE,
          WARM_UP,
          MILESTONES,
          FACTOR,
          FINAL_FACTOR,
          CLIP_NORM,
          PATIENCE,
          RESTORE_BEST,
          CHECKPOINT_EVERY,
          CHECKPOINT_SECONDS);

  public TrainingSettings {
    require(epochs >= 0, "epochs", epochs, "0 or greater");
    require(batch >= 1, "batch", batch, "at least 1");
    require(validationBatch >= 1, "validation batch", validationBatch, "at least 1");
    require(clipNorm >= 0, "norm to clip to", clipNorm, "0 or greater");
    require(patience >= 0, "patience", patience, "0 or greater");
    require(checkpointEvery >= 0, "epochs between checkpoints", checkpointEvery, "0 or greater");
    require(
        checkpointSeconds >= 0, "seconds between checkpoints", checkpointSeconds, "0 or greater");
  }

  private static void require(boolean allowed, String what, Number value, String words) {
    if (!allowed) {
      throw new IllegalArgumentException(what + ": " + value + " is not " + words);
    }
  }

  private static boolean ascending(List<Double> milestones) {
    for (int i = 0; i < milestones.size(); i++) {
      if (milestones.get(i) < 0 || (i > 0 && milestones.get(i) <= milestones.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Every setting at its default. */
  public static TrainingSettings defaults() {
    return of(Map.of());
  }

  /**
   * Settings as a configuration writes them; those not given are at their defaults.
   *
   * @throws Latent4jException for an unknown key or a value not allowed
   */
  public static TrainingSettings of(Map<String, ?> given) {
    return of(Options.resolve("training", OPTIONS, given));
  }

  /**
   * Settings from the values of {@link #OPTIONS}.
   *
   * @throws Latent4jException if they do not go together
   */
  public static TrainingSettings of(Options options) {
    DecayKind kind = options.get(SCHEDULE);
    if (kind == DecayKind.STEP && options.get(MILESTONES).isEmpty()) {
      throw new SettingException(
          "training.schedule",
          "training.schedule: 'step' lowers the rate at milestones, but none are given; set"
              + " training.milestones, such as [200, 350]");
    }
    Decay decay =
        switch (kind) {
          case CONSTANT -> new Decay.Constant();
          case STEP -> new Decay.Step(options.get(MILESTONES), options.get(FACTOR));
          case COSINE -> new Decay.Cosine(options.get(FINAL_FACTOR));
        };
    return new TrainingSettings(
        options.get(EPOCHS),
        options.get(BATCH),
        options.get(SEED),
        options.get(VALIDATION_BATCH),
        new Schedule(decay, options.get(WARM_UP)),
        options.get(CLIP_NORM),
        options.get(PATIENCE),
        options.get(RESTORE_BEST),
        options.get(CHECKPOINT_EVERY),
        options.get(CHECKPOINT_SECONDS));
  }

  public TrainingSettings withEpochs(int epochs) {
    return new TrainingSettings(
        epochs,
        batch,
        seed,
        validationBatch,
        schedule,
        clipNorm,
        patience,
        restoreBest,
        checkpointEvery,
        checkpointSeconds);
  }

  public TrainingSettings withBatch(int batch) {
    return new TrainingSettings(
        epochs,
        batch,
        seed,
        validationBatch,
        schedule,
        clipNorm,
        patience,
        restoreBest,
        checkpointEvery,
        checkpointSeconds);
  }

  public TrainingSettings withSeed(long seed) {
    return new TrainingSettings(
        epochs,
        batch,
        seed,
        validationBatch,
        schedule,
        clipNorm,
        patience,
        restoreBest,
        checkpointEvery,
        checkpointSeconds);
  }
}
