package org.latent4j.app.console;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the program writes to: how many columns there are, and whether a line can be drawn over.
 * Java cannot tell whether a stream is a terminal, so the launcher says so in the properties {@code
 * latent4j.terminal} (standard error) and {@code latent4j.output-terminal} (standard output).
 */
public final class Terminal {
  /** What most terminals are wide, where one does not say. */
  private static final int USUAL_COLUMNS = 80;

  private final boolean live;
  private final boolean results;
  private final OptionalInt wanted;
  private final Supplier<OptionalInt> size;

  private Terminal(boolean live, boolean results, OptionalInt wanted, Supplier<OptionalInt> size) {
    this.live = live;
    this.results = results;
    this.wanted = wanted;
    this.size = size;
  }

  /**
   * A terminal, or none.
   *
   * @param environment of its variables, {@code COLUMNS} says how wide lines may be; {@code TERM}
   *     that is {@code dumb} or not set, and {@code CI} that is set, say that nothing can be drawn
   *     over
   * @param errors whether standard error is a terminal
   * @param results whether standard output is a terminal
   * @param size how many columns the terminal has right now; empty if it does not say
   */
  public static Terminal of(
      Map<String, String> environment,
      boolean errors,
      boolean results,
      Supplier<OptionalInt> size) {
    String kind = environment.getOrDefault("TERM", "");
    boolean live =
        errors
            && !kind.isEmpty()
            && !kind.equals("dumb")
            && environment.getOrDefault("CI", "").isEmpty();
    return new Terminal(live, results, columns(environment), size);
  }

  /** The terminal of this process. */
  public static Terminal ofThisProcess() {
    return of(
        System.getenv(),
        Boolean.getBoolean("latent4j.terminal"),
        Boolean.getBoolean("latent4j.output-terminal"),
        new TerminalSize());
  }

  private static OptionalInt columns(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("COLUMNS"))
        .filter(text -> text.matches("[1-9][0-9]{0,8}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  /** Whether a line on standard error can be drawn over, and somebody may be looking. */
  boolean isLive() {
    return live;
  }

  /** What goes in front of a line on standard error, lest it run into one that is drawn over. */
  public String fresh() {
    return live ? LiveLine.ERASE : "";
  }

  /** How many columns a line that is drawn over may have right now. */
  int liveColumns() {
    int there = size.get().orElse(USUAL_COLUMNS);
    return Math.min(there, wanted.orElse(there));
  }

  /** How many columns a line of results may have; empty for any number. */
  OptionalInt resultColumns() {
    if (wanted.isPresent() || !results) {
      return wanted;
    }
    return OptionalInt.of(size.get().orElse(USUAL_COLUMNS));
  }
}
