package org.latent4j.app.console;

import java.io.PrintStream;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * A line at the foot of a terminal that is drawn over itself, four times a second. The cursor stays
 * at its beginning: wherever a terminal that is made narrower breaks the line, what is left of it
 * lies behind the cursor, and is erased when the line is drawn again.
 */
final class LiveLine implements AutoCloseable {
  /** To the beginning of the line; then all that follows is erased. */
  static final String ERASE = "\r\u001b[J";

  /** What does not fit (the terminal was made narrower just now) goes to no second line. */
  private static final String UNBROKEN = "\u001b[?7l";

  private static final String BROKEN = "\u001b[?7h";
  private static final int MILLIS_BETWEEN_DRAWINGS = 250;

  private final PrintStream err;
  private final IntSupplier columns;
  private final IntFunction<String> content;
  private final Timer clock = new Timer("progress", true);
  private boolean closed;

  /**
   * Begins to draw a line.
   *
   * @param columns how many the terminal has right now
   * @param content the line, for so many columns; shorter than that
   */
  LiveLine(PrintStream err, IntSupplier columns, IntFunction<String> content) {
    this.err = err;
    this.columns = columns;
    this.content = content;
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            draw();
          }
        },
        0,
        MILLIS_BETWEEN_DRAWINGS);
  }

  /** Draws it as it is now. */
  synchronized void draw() {
    if (!closed) {
      // What is left of the old line is erased last, so that nothing flickers.
      err.print(UNBROKEN + "\r" + content.apply(columns.getAsInt()) + "\u001b[J\r" + BROKEN);
      err.flush();
    }
  }

  /** Prints a line above. */
  synchronized void above(String text) {
    err.println(closed ? text : ERASE + text);
    err.flush();
    draw();
  }

  /** Erases the line. */
  @Override
  public void close() {
    clock.cancel();
    synchronized (this) {
      if (!closed) {
        closed = true;
        err.print(ERASE);
        err.flush();
      }
    }
  }
}
