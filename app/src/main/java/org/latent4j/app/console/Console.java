package org.latent4j.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.storage.Json;

/**
 * Where a command speaks. Results go to standard output: as text, or as one JSON document where the
 * user asked for that. Progress and remarks go to standard error.
 */
public final class Console {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final boolean quiet;
  private final boolean interactive;
  private final Interruption interruption;

  /**
   * A console.
   *
   * @param json whether results are printed as JSON
   * @param quiet whether progress and remarks are left out
   * @param interactive whether a person looks at standard error as it is written
   * @param interruption tells trainings that the program is to end
   */
  public Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      boolean json,
      boolean quiet,
      boolean interactive,
      Interruption interruption) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
    this.interactive = interactive;
    this.interruption = interruption;
  }

  /**
   * Whether standard error is a terminal. Java cannot tell, so the launcher says so in the property
   * {@code latent4j.terminal}.
   */
  public static boolean standardErrorIsTerminal() {
    return Boolean.getBoolean("latent4j.terminal");
  }

  /** The result: its text for people, or the document where JSON is asked for. */
  public void result(String text, Map<String, ?> document) {
    if (json) {
      out.print(Json.pretty(document));
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** A remark on what is going on. */
  public void remark(String text) {
    if (!quiet) {
      err.println(text);
      err.flush();
    }
  }

  /**
   * Says that another turn could begin, and waits for a line on standard input.
   *
   * @throws Latent4jException if it has ended
   */
  public void awaitTurn() {
    err.println("turn");
    err.flush();
    try {
      int read;
      do {
        read = in.read();
      } while (read >= 0 && read != '\n');
      if (read < 0) {
        throw new Latent4jException(
            "standard input has ended where a line was awaited that begins a turn; give one line a"
                + " turn, or leave out --turns");
      }
    } catch (IOException e) {
      throw new Latent4jException("cannot read standard input: " + e.getMessage(), e);
    }
  }

  /** Whether results are printed as JSON. */
  public boolean isJson() {
    return json;
  }

  boolean isQuiet() {
    return quiet;
  }

  boolean isInteractive() {
    return interactive;
  }

  Interruption interruption() {
    return interruption;
  }

  PrintStream err() {
    return err;
  }
}
