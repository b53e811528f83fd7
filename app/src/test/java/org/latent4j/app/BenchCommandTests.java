package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchCommandTests {
  @Test
  void measuresTheWorkloadsAskedFor() {
    CliRun run =
        CliRun.of("bench", "--workload", "w6", "--rounds", "1", "--threads", "1", "--json");

    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    Map<String, Object> workloads = CliRun.object(run.document().get("workloads"));
    assertThat(workloads).containsOnlyKeys("W6");
    Map<String, Object> numbers = CliRun.object(workloads.get("W6"));
    assertThat(numbers)
        .containsOnlyKeys(
            "step_ms",
            "floor_ms",
            "efficiency",
            "samples_per_second",
            "handover_ns",
            "rounds_ms",
            "floor_rounds_ms",
            "handover_rounds_ns")
        .containsEntry("rounds_ms", List.of(numbers.get("step_ms")))
        .containsEntry("floor_rounds_ms", List.of(numbers.get("floor_ms")))
        .containsEntry("handover_ns", null)
        .containsEntry("handover_rounds_ns", Collections.singletonList(null));
    assertThat(List.of("step_ms", "floor_ms", "efficiency", "samples_per_second"))
        .allSatisfy(key -> assertThat((Double) numbers.get(key)).isPositive());
  }

  @Test
  void saysHowLongHandingOverTakes() {
    String[] words = {"bench", "--workload", "W6", "--rounds", "3", "--threads", "2", "--quiet"};
    Map<String, Object> workloads =
        CliRun.object(
            CliRun.of(Stream.concat(Stream.of(words), Stream.of("--json")).toArray())
                .document()
                .get("workloads"));
    Map<String, Object> numbers = CliRun.object(workloads.get("W6"));
    assertThat((List<?>) numbers.get("handover_rounds_ns"))
        .hasSize(3)
        .anySatisfy(time -> assertThat((Double) time).isBetween(1.0, 1e9));
    assertThat((Double) numbers.get("handover_ns")).isBetween(1.0, 1e9);
    assertThat(CliRun.of((Object[]) words).out()).contains("hand-over (ns)");
  }

  @Test
  void waitsForALineBeforeEachRoundWhereAskedTo() {
    // One to set up, five rounds to warm up, two that are timed.
    String lines = "\n".repeat(1 + 5 + 2);
    String[] words = {"bench", "--workload", "W6", "--rounds", "2", "--turns", "--json", "--quiet"};
    CliRun run = CliRun.reading(lines, (Object[]) words);
    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(run.err()).isEqualTo("turn\n".repeat(8));
    assertThat(run.document()).containsKey("workloads");

    CliRun ended = CliRun.reading(lines.substring(1), (Object[]) words);
    assertThat(ended.status()).isEqualTo(Cli.FAILED);
    assertThat(ended.err()).contains("standard input has ended").contains("leave out --turns");
  }

  @Test
  void anUnknownWorkloadNamesTheNearest() {
    CliRun run = CliRun.of("bench", "--workload", "W9");

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.err()).contains("there is no workload").contains("W1").hasLineCount(1);
  }
}
