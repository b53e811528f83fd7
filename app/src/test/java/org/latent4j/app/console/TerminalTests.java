package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TerminalTests {
  private static Terminal terminal(Map<String, String> environment) {
    return Terminal.of(environment, true, true, () -> OptionalInt.of(100));
  }

  @Test
  void aLineIsDrawnOverOnlyOnATerminalThatCanAndThatSomebodyLooksAt() {
    Map<String, String> usual = Map.of("TERM", "xterm-256color");
    assertThat(terminal(usual).isLive()).isTrue();
    assertThat(terminal(Map.of("TERM", "dumb")).isLive()).isFalse();
    assertThat(terminal(Map.of()).isLive()).isFalse();
    assertThat(terminal(Map.of("TERM", "xterm", "CI", "true")).isLive()).isFalse();
    assertThat(Terminal.of(usual, false, true, OptionalInt::empty).isLive()).isFalse();
  }

  @Test
  void aLineThatIsDrawnOverFollowsTheTerminal() {
    AtomicInteger columns = new AtomicInteger(120);
    Terminal terminal =
        Terminal.of(
            Map.of("TERM", "xterm", "COLUMNS", "90"),
            true,
            true,
            () -> OptionalInt.of(columns.get()));

    assertThat(terminal.liveColumns()).isEqualTo(90);
    columns.set(40);
    assertThat(terminal.liveColumns()).isEqualTo(40);
  }

  @Test
  void resultsAreAsWideAsColumnsSaysElseAsTheTerminalElseAsTheyAre() {
    assertThat(terminal(Map.of("COLUMNS", "66")).resultColumns()).hasValue(66);
    assertThat(terminal(Map.of()).resultColumns()).hasValue(100);
    assertThat(terminal(Map.of("COLUMNS", "none")).resultColumns()).hasValue(100);
    assertThat(Terminal.of(Map.of(), true, true, OptionalInt::empty).resultColumns()).hasValue(80);
    assertThat(Terminal.of(Map.of(), true, false, () -> OptionalInt.of(100)).resultColumns())
        .isEmpty();
    assertThat(Terminal.of(Map.of("COLUMNS", "66"), true, false, OptionalInt::empty))
        .extracting(Terminal::resultColumns)
        .isEqualTo(OptionalInt.of(66));
  }

  @Test
  void theAnswerOfSttyIsRead() {
    assertThat(TerminalSize.columns("24 80\n")).hasValue(80);
    assertThat(TerminalSize.columns("0 0\n")).isEmpty();
    assertThat(TerminalSize.columns("")).isEmpty();
    assertThat(TerminalSize.columns("stty: invalid argument")).isEmpty();
  }
}
