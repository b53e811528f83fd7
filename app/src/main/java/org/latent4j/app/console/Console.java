package org.latent4j.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
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
  private final Terminal terminal;
  private final Interruption interruption;
  private Optional<LiveLine> line = Optional.empty();

  /**
   * A console.
   *
   * @param json whether results are printed as JSON
   * @param quiet whether progress and remarks are left out
   * @param terminal what it writes to
   * @param interruption tells trainings that the program is to end
   */
  public Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      boolean json,
      boolean quiet,
      Terminal terminal,
      Interruption interruption) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
    this.terminal = terminal;
    this.interruption = interruption;
  }

  /** The result: its text for people, or the document where JSON is asked for. */
  public void result(String text, Map<String, ?> document) {
    line.ifPresent(LiveLine::close); // it would be drawn into the result
    line = Optional.empty();
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
      line.ifPresentOrElse(
          live -> live.above(text),
          () -> {
            err.println(text);
            err.flush();
          });
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

  /** How many columns a line of results may have; empty for any number. */
  public OptionalInt columns() {
    return terminal.resultColumns();
  }

  /** A text in lines that go into those columns. */
  public String wrapped(String text) {
    return Lines.wrapped(text, columns());
  }

  /**
   * Begins to draw a line of progress over itself, until there is a result; empty where that cannot
   * be done, or quiet is asked for.
   *
   * @param content the line, for so many columns; shorter than that
   */
  Optional<LiveLine> liveLine(IntFunction<String> content) {
    if (!quiet && terminal.isLive()) {
      line = Optional.of(new LiveLine(err, terminal::liveColumns, content));
    }
    return line;
  }

  Interruption interruption() {
    return interruption;
  }
}
