package org.latent4j.runtime.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Work on files that an interrupt of the thread does not break off. Java closes a channel whose
 * thread is interrupted; here the interrupt waits until the work is done.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * Work on a file.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it, with a channel of its own; it is called again if that was closed meanwhile. */
    T run() throws IOException;
  }

  /** Does the work; the thread is interrupted afterwards if it was before or meanwhile. */
  public static <T> T run(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
