package org.latent4j.app.console;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets a training that is under way write its checkpoint when the program is interrupted (SIGINT,
 * SIGTERM). Java then ends with 128 + the signal's number as soon as all shutdown hooks have run,
 * and waits for this one: until the steps have ended, and, if that was because of it, the command
 * too.
 */
public final class Interruption implements AutoCloseable {
  private enum Stage {
    /** No training has begun. */
    BEFORE,
    /** Steps are made. */
    STEPS,
    /** Results are worked out and written; all of it can be done again. */
    AFTER,
    /** The command has ended, and said what there was to say. */
    ENDED
  }

  private final Consumer<String> farewell;
  private final Thread hook = new Thread(this::interrupted, "interruption");
  private Stage stage = Stage.BEFORE;
  private Optional<Path> resumable = Optional.empty();
  private boolean wanted;
  private boolean honoured;

  /**
   * Begins to listen.
   *
   * @param farewell is told what the user needs to know where nobody else tells it
   */
  public Interruption(Consumer<String> farewell) {
    this.farewell = farewell;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private synchronized void interrupted() {
    wanted = true;
    try {
      while (stage == Stage.STEPS || (honoured && stage != Stage.ENDED)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stage != Stage.ENDED) {
      resumable.ifPresent(folder -> farewell.accept("interrupted" + howToGoOn()));
    }
  }

  /** A training begins that can be gone on with from this folder. */
  synchronized void begins(Path folder) {
    resumable = Optional.of(folder);
    stage = Stage.STEPS;
  }

  /** Whether the training is to stop after the step that it is making. */
  synchronized boolean isWanted() {
    honoured |= wanted;
    return wanted;
  }

  /** No further step is made. */
  synchronized void stepsEnded() {
    stage = Stage.AFTER;
    notifyAll();
  }

  /** How the user goes on, as the end of a sentence; empty if there is nothing to go on with. */
  public synchronized String howToGoOn() {
    return resumable.map(folder -> "; go on with: latent4j resume " + folder).orElse("");
  }

  /** The command has ended, and all is said. */
  @Override
  public void close() {
    synchronized (this) {
      stage = Stage.ENDED;
      notifyAll();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is being interrupted right now, and the hook has its say
    }
  }
}
