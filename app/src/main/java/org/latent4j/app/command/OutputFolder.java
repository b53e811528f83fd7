package org.latent4j.app.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.Flag;

/** Where a new experiment is written. */
final class OutputFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private OutputFolder() {}

  /** The folder of {@code --out}, or one below {@code runs} that has the time in its name. */
  static Path of(Arguments arguments, String command) {
    return arguments
        .path(Flag.OUT)
        .orElseGet(
            () ->
                Path.of("runs")
                    .resolve(
                        command + "-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault()))));
  }
}
