package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveLineTests {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLineFollowsTheWidthOfTheTerminal() {
    AtomicInteger columns = new AtomicInteger(80);
    try (LiveLine line = new LiveLine(err, columns::get, width -> "<" + width + ">")) {
      line.draw();
      columns.set(40);
      line.draw();
    }
    // The cursor is left at the beginning, from where what a narrower terminal broke is erased.
    assertThat(text())
        .containsSubsequence("\u001b[?7l\r<80>\u001b[J\r", "\r<40>\u001b[J\r\u001b[?7h");
  }

  @Test
  void whatIsPrintedAboveHasALineOfItsOwn() {
    try (LiveLine line = new LiveLine(err, () -> 80, width -> "bar")) {
      line.above("said");
    }
    assertThat(text()).contains("\r\u001b[Jsaid" + System.lineSeparator());
  }

  @Test
  void aConsoleErasesTheLineBeforeItsResult() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal = Terminal.of(Map.of("TERM", "xterm"), true, true, () -> OptionalInt.of(80));
    try (Interruption interruption = new Interruption(text -> {})) {
      Console console =
          new Console(
              InputStream.nullInputStream(),
              new PrintStream(out, true, StandardCharsets.UTF_8),
              err,
              false,
              false,
              terminal,
              interruption);
      LiveLine line = console.liveLine(width -> "bar").orElseThrow();
      console.remark("said");
      assertThat(text()).contains("\r\u001b[Jsaid" + System.lineSeparator());

      console.result("found", Map.of());
      String erased = text();
      line.draw();

      assertThat(erased).endsWith("\r\u001b[J");
      assertThat(text()).isEqualTo(erased);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("found");
    }
  }

  @Test
  void nothingIsLeftOfALineThatIsClosed() {
    LiveLine line = new LiveLine(err, () -> 80, width -> "bar");
    line.close();
    String closed = text();
    line.draw();

    assertThat(closed).endsWith("\r\u001b[J");
    assertThat(text()).isEqualTo(closed);
  }
}
