package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;

class MetricsLogTests {
  @TempDir Path folder;

  private static EpochMetrics metrics(int epoch, String split) {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("objective", 121.5);
    terms.put("rate", 1.0 / 3);
    return new EpochMetrics(epoch, split, terms, 2.25);
  }

  @Test
  void lineIsOneJsonObjectInTheDocumentedOrder() throws IOException {
    MetricsLog.write(folder, List.of()).append(metrics(1, EpochMetrics.TRAIN));

    assertThat(Files.readString(folder.resolve("metrics.jsonl")))
        .isEqualTo(
            "{\"epoch\":1,\"split\":\"train\",\"objective\":121.5,"
                + "\"rate\":0.3333333333333333,\"seconds\":2.25}\n");
  }

  @Test
  void whatIsWrittenIsRead() {
    MetricsLog log = MetricsLog.write(folder, List.of());
    List<EpochMetrics> lines =
        List.of(metrics(1, EpochMetrics.TRAIN), metrics(1, EpochMetrics.VALIDATION));
    lines.forEach(log::append);

    assertThat(MetricsLog.read(folder)).isEqualTo(lines);
  }

  @Test
  void creatingReplacesAnOlderLog() {
    MetricsLog.write(folder, List.of()).append(metrics(1, EpochMetrics.TRAIN));
    MetricsLog.write(folder, List.of());

    assertThat(MetricsLog.read(folder)).isEmpty();
  }

  @Test
  void logCanBeginWithLinesAndALineCutOffIsPassedOver() throws IOException {
    MetricsLog log = MetricsLog.write(folder, List.of(metrics(1, EpochMetrics.TRAIN)));
    log.append(metrics(2, EpochMetrics.TRAIN));
    Files.writeString(
        folder.resolve("metrics.jsonl"), "{\"epoch\":3,\"spl", StandardOpenOption.APPEND);

    assertThat(MetricsLog.read(folder))
        .containsExactly(metrics(1, EpochMetrics.TRAIN), metrics(2, EpochMetrics.TRAIN));
  }

  @Test
  void damageInTheMiddleIsSaidWithItsLine() throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), "{\"epoch\":1}\n");

    assertThatThrownBy(() -> MetricsLog.read(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("metrics.jsonl, line 1", "lacks epoch, split or seconds");
  }

  @Test
  void absentLogIsSaidToBe() {
    assertThatThrownBy(() -> MetricsLog.read(folder.resolve("nowhere")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("metrics.jsonl");
  }

  @Test
  void folderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> MetricsLog.write(file, List.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot write");
  }
}
