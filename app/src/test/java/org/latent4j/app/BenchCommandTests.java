package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchCommandTests {
  @Test
  void measuresTheWorkloadsAskedFor() {
    CliRun run = CliRun.of("bench", "--workload", "w6", "--rounds", "1", "--json");

    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    Map<String, Object> workloads = CliRun.object(run.document().get("workloads"));
    assertThat(workloads).containsOnlyKeys("W6");
    assertThat(CliRun.object(workloads.get("W6")))
        .containsOnlyKeys("step_ms", "floor_ms", "efficiency", "samples_per_second")
        .allSatisfy((key, number) -> assertThat((Double) number).isPositive());
  }

  @Test
  void anUnknownWorkloadNamesTheNearest() {
    CliRun run = CliRun.of("bench", "--workload", "W9");

    assertThat(run.status()).isEqualTo(Cli.FAILED);
    assertThat(run.err()).contains("there is no workload").contains("W1").hasLineCount(1);
  }
}
