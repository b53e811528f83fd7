package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.latent4j.training.Trainer;
import org.slf4j.Logger;
import org.slf4j.MarkerFactory;

class LogConfigurationTests {
  /** What a logger puts on standard error. */
  private static String written(Consumer<Logger> use) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      LoggerContext context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      new LogConfiguration().configure(context);
      use.accept(context.getLogger("org.latent4j.Some"));
      context.stop();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void warningThatHoldsForEveryTrainingIsShownOnce() {
    String shown =
        written(
            log -> {
              for (int training = 0; training < 3; training++) {
                log.warn(MarkerFactory.getMarker(Trainer.ONCE), "40 steps in all");
              }
              log.warn(MarkerFactory.getMarker(Trainer.ONCE), "80 steps in all");
            });

    assertThat(shown.lines())
        .containsExactly("warning: 40 steps in all", "warning: 80 steps in all");
  }

  @Test
  void warningOfOneTrainingIsShownForEach() {
    assertThat(
            written(
                    log -> {
                      log.warn("posterior collapse");
                      log.warn("posterior collapse");
                    })
                .lines())
        .hasSize(2);
  }
}
