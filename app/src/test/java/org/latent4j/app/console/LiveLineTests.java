package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  void nothingIsLeftOfALineThatIsClosed() {
    LiveLine line = new LiveLine(err, () -> 80, width -> "bar");
    line.close();
    String closed = text();
    line.draw();

    assertThat(closed).endsWith("\r\u001b[J");
    assertThat(text()).isEqualTo(closed);
  }
}
