package org.latent4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of three columns, and a training on it that takes a moment. */
final class TinyTable {
  private TinyTable() {}

  /** Writes a header and forty rows. */
  static Path write(Path file, String header) throws IOException {
    StringBuilder table = new StringBuilder(header).append('\n');
    for (int i = 0; i < 40; i++) {
      table.append(i % 5).append(',').append(i % 2).append(',').append(i / 40.0).append('\n');
    }
    return Files.writeString(file, table);
  }

  static CliRun train(Path out, Path file, String... settings) {
    List<Object> more = new ArrayList<>();
    for (String setting : settings) {
      more.addAll(List.of("--set", setting));
    }
    return CliRun.of(words(out, file, more));
  }

  static Object[] words(Path out, Path file, List<?> more) {
    List<Object> all = new ArrayList<>(List.of("train", "--data", file, "--out", out));
    all.addAll(List.of("--epochs", 1, "--latent", 2, "--batch", 8, "--threads", 1, "--quiet"));
    all.addAll(List.of("--set", "likelihood.type=gaussian"));
    all.addAll(more);
    return all.toArray();
  }
}
