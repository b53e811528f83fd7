package org.latent4j.app.console;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.latent4j.experiments.ExperimentListener;
import org.latent4j.experiments.TrainedModel;
import org.latent4j.training.TrainingListener;

/**
 * Shows how experiments go, and says how to go on with one that is interrupted: checkpoints are
 * whole at any moment, so there is nothing to save then.
 */
public final class TrainingDisplay implements ExperimentListener, AutoCloseable {
  private final Console console;
  private final Thread farewell;
  private volatile Optional<Path> resumable = Optional.empty();
  private Optional<TrainingProgress> shown = Optional.empty();

  /** Begins to listen, also for the user's interruption. */
  public TrainingDisplay(Console console) {
    this.console = console;
    this.farewell = new Thread(this::interrupted, "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  private void interrupted() {
    resumable.ifPresent(
        folder ->
            console
                .err()
                .println(
                    System.lineSeparator()
                        + "latent4j: interrupted; go on from the last whole epoch with: latent4j"
                        + " resume "
                        + folder));
  }

  @Override
  public TrainingListener begins(String title, Path folder) {
    resumable = Optional.of(folder);
    TrainingProgress progress = new TrainingProgress(console, title);
    shown = Optional.of(progress);
    return progress;
  }

  @Override
  public void ended(TrainedModel trained) {
    shown.ifPresent(TrainingProgress::close);
    shown = Optional.empty();
    trained
        .trainSeconds()
        .ifPresent(
            seconds ->
                console.remark(
                    String.format(
                        Locale.ROOT,
                        "%s, seed %d: trained in %.1f s",
                        trained.model().composition().model().type(),
                        trained.seed(),
                        seconds)));
  }

  @Override
  public void close() {
    shown.ifPresent(TrainingProgress::close);
    resumable = Optional.empty();
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // The program is being interrupted right now: the hook has its say.
      return;
    }
  }
}
