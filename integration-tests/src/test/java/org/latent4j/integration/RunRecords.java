package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a training leaves, for comparison byte by byte: model, weights, metrics without the seconds,
 * and the last checkpoint's weights, best weights, optimiser states and running means.
 */
final class RunRecords {
  private RunRecords() {}

  static void assertSame(String what, Path whole, Path other) throws IOException {
    assertThat(of(other).keySet()).as(what).isEqualTo(of(whole).keySet());
    for (Map.Entry<String, byte[]> record : of(whole).entrySet()) {
      assertThat(of(other).get(record.getKey()))
          .as("%s: %s", what, record.getKey())
          .isEqualTo(record.getValue());
    }
  }

  private static Map<String, byte[]> of(Path run) throws IOException {
    Map<String, byte[]> records = new TreeMap<>();
    for (String name : List.of("model.json", "weights.safetensors")) {
      records.put(name, Files.readAllBytes(run.resolve(name)));
    }
    Path last = lastCheckpoint(run);
    records.put(
        last.getFileName() + "/state.safetensors",
        Files.readAllBytes(last.resolve("state.safetensors")));
    records.put("metrics.jsonl", withoutSeconds(run.resolve("metrics.jsonl")));
    records.put("metrics.jsonl in the checkpoint", withoutSeconds(last.resolve("metrics.jsonl")));
    return records;
  }

  private static byte[] withoutSeconds(Path metrics) throws IOException {
    return Files.readString(metrics).replaceAll(",\"seconds\":[^}]*", "").getBytes();
  }

  static Path lastCheckpoint(Path run) throws IOException {
    return checkpoints(run).get(0);
  }

  /** The last one first. */
  static List<Path> checkpoints(Path run) throws IOException {
    Path folder = run.resolve("checkpoint");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("step-"))
          .sorted(Comparator.comparingLong(RunRecords::step).reversed())
          .toList();
    }
  }

  private static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
  }
}
