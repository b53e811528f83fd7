package org.latent4j.app.console;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.latent4j.experiments.ExperimentListener;
import org.latent4j.experiments.TrainedModel;
import org.latent4j.training.TrainingListener;

/**
 * Shows how experiments go. When the user interrupts the program (SIGINT, SIGTERM), the training
 * under way finishes its step and writes a checkpoint, and the user is told how to go on with it;
 * the Java machine then ends with status 130 or 143.
 */
public final class TrainingDisplay implements ExperimentListener, AutoCloseable {
  /** A step and a checkpoint take less; who cannot wait kills the program, and loses no more. */
  private static final long PATIENCE_SECONDS = 60;

  private final Console console;
  private final Thread farewell;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean stop;
  private volatile Optional<Path> resumable = Optional.empty();
  private volatile Optional<TrainingProgress> shown = Optional.empty();

  /** Begins to listen, also for the user's interruption. */
  public TrainingDisplay(Console console) {
    this.console = console;
    this.farewell = new Thread(this::interrupted, "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  private void interrupted() {
    Optional<Path> folder = resumable;
    if (folder.isEmpty()) {
      return;
    }
    stop = true;
    boolean saved = false;
    if (shown.filter(TrainingProgress::isUnderWay).isPresent()) {
      try {
        saved = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    console
        .err()
        .println(
            System.lineSeparator()
                + "latent4j: interrupted"
                + (saved ? " and saved" : "")
                + "; go on with: latent4j resume "
                + folder.get());
  }

  @Override
  public TrainingListener begins(String title, Path folder) {
    resumable = Optional.of(folder);
    TrainingProgress progress = new TrainingProgress(console, title, () -> stop);
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
    closed.countDown();
    if (!stop) {
      resumable = Optional.empty();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // The program is being interrupted right now: the hook has its say.
      return;
    }
  }
}
