package org.latent4j.app.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns the terminal has that the process was started from; empty where it does not say.
 * Java does not know, so {@code stty size} is asked (POSIX systems; some 5 ms), at most once a
 * second. JLine, which could be asked too, takes the process's signals to itself, or unpacks a
 * native library.
 */
final class TerminalSize implements Supplier<OptionalInt> {
  private static final File TERMINAL = new File("/dev/tty");
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\s*\\d+ ([1-9]\\d{0,8})\\s*");
  private static final long NANOS_BETWEEN_QUESTIONS = TimeUnit.SECONDS.toNanos(1);

  private Optional<OptionalInt> answer = Optional.empty();
  private long asked;
  private boolean canBeAsked = true;

  @Override
  public synchronized OptionalInt get() {
    long now = System.nanoTime();
    if (answer.isEmpty() || (canBeAsked && now - asked >= NANOS_BETWEEN_QUESTIONS)) {
      asked = now;
      answer = Optional.of(ask());
    }
    return answer.get();
  }

  private OptionalInt ask() {
    try {
      Process question =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return columns(
          new String(question.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      canBeAsked = false; // no stty, or no terminal
      return OptionalInt.empty();
    }
  }

  /** The columns in an answer such as {@code 24 80}; a terminal that does not know says 0. */
  static OptionalInt columns(String answer) {
    Matcher numbers = ROWS_AND_COLUMNS.matcher(answer);
    return numbers.matches()
        ? OptionalInt.of(Integer.parseInt(numbers.group(1)))
        : OptionalInt.empty();
  }
}
