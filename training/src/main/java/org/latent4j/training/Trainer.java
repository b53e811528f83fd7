package org.latent4j.training;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;

/**
 * Trains models: for each minibatch, each of the model's phases in order. One trainer serves every
 * model, and may train several one after the other; each then sees the same examples in the same
 * order.
 *
 * <pre>{@code
 * Trainer trainer =
 *     Trainer.builder()
 *         .engine(engine)
 *         .data(splits)
 *         .settings(TrainingSettings.defaults().withEpochs(10))
 *         .optimizer(phase -> new Adam(engine, phase.trains(), 1e-3, 0.9, 0.999, 1e-8))
 *         .random(RandomStreams.seeded(1))
 *         .build();
 * TrainingResult result = trainer.train(model);
 * }</pre>
 */
public final class Trainer {
  /**
   * The name of the SLF4J marker of warnings that are the same for every training with such
   * settings: a program that trains several models may show each once.
   */
  public static final String ONCE = "once";

  private final Engine engine;
  private final DataSplits data;
  private final TrainingSettings settings;
  private final OptimizerFactory optimizer;
  private final RandomStream random;
  private final TrainingListener listener;
  private final Optional<Path> directory;

  private Trainer(
      Engine engine,
      DataSplits data,
      TrainingSettings settings,
      OptimizerFactory optimizer,
      RandomStream random,
      TrainingListener listener,
      Optional<Path> directory) {
    this.engine = engine;
    this.data = data;
    this.settings = settings;
    this.optimizer = optimizer;
    this.random = random;
    this.listener = listener;
    this.directory = directory;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Trains a model from where its weights are. What an earlier training left in the trainer's
   * directory is replaced.
   *
   * <p>An interrupt of the thread, such as {@code Future.cancel(true)} sends, ends the training
   * after the step that is under way.
   *
   * @throws TrainingStoppedException if the listener or an interrupt wished so; with a directory,
   *     {@link #resume} goes on from there
   * @throws org.latent4j.api.Latent4jException if the data does not fit the model, a file cannot be
   *     written, or a number becomes infinite or undefined: the model then is as it was after its
   *     last good epoch
   */
  public TrainingResult train(Model model) {
    return new TrainingRun(engine, data, settings, optimizer, random, listener, directory, model)
        .start();
  }

  /**
   * Goes on with a training from the checkpoint in the trainer's directory, and comes to the same
   * bits as if it had not been interrupted. The number of epochs may be another than before.
   *
   * @param model composed as the interrupted one; its weights are overwritten
   * @throws org.latent4j.api.Latent4jException as {@link #train} does; or if there is no
   *     checkpoint, it has more epochs than are wanted, or it belongs to another model, other data
   *     or other settings
   */
  public TrainingResult resume(Model model) {
    return new TrainingRun(engine, data, settings, optimizer, random, listener, directory, model)
        .resume();
  }

  /** Gathers what a trainer works with. */
  public static final class Builder {
    private @Nullable Engine engine;
    private @Nullable DataSplits data;
    private TrainingSettings settings = TrainingSettings.defaults();
    private @Nullable OptimizerFactory optimizer;
    private @Nullable RandomStream random;
    private TrainingListener listener = TrainingListener.NONE;
    private Optional<Path> directory = Optional.empty();

    private Builder() {}

    /** What does the arithmetic; required. */
    public Builder engine(Engine engine) {
      this.engine = engine;
      return this;
    }

    /** What to train on; required. An empty validation split means no validation. */
    public Builder data(DataSplits data) {
      this.data = data;
      return this;
    }

    /** How to train; {@link TrainingSettings#defaults()} if not called. */
    public Builder settings(TrainingSettings settings) {
      this.settings = settings;
      return this;
    }

    /** What makes each phase's optimiser; required. */
    public Builder optimizer(OptimizerFactory optimizer) {
      this.optimizer = optimizer;
      return this;
    }

    /** The run's stream, made from {@link TrainingSettings#seed()}; required. */
    public Builder random(RandomStream random) {
      this.random = random;
      return this;
    }

    /** Who is told how it goes; nobody if not called. */
    public Builder listener(TrainingListener listener) {
      this.listener = listener;
      return this;
    }

    /**
     * The folder for {@code metrics.jsonl} and {@code checkpoint/}; if not called, nothing is
     * written.
     */
    public Builder directory(Path directory) {
      this.directory = Optional.of(directory);
      return this;
    }

    /**
     * The trainer.
     *
     * @throws IllegalStateException if something required is missing
     */
    public Trainer build() {
      return new Trainer(
          required("engine", engine),
          required("data", data),
          settings,
          required("optimizer", optimizer),
          required("random", random),
          listener,
          directory);
    }

    private static <T> T required(String name, @Nullable T value) {
      if (value == null) {
        throw new IllegalStateException("a trainer needs its " + name + " to be set");
      }
      return value;
    }
  }
}
