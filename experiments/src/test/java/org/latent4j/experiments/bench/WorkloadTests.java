package org.latent4j.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.experiments.Configuration;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.runtime.catalog.Catalog;

/** The tasks of the workloads, at sizes that take no time; what a test can hold is not a speed. */
class WorkloadTests {
  private static final Catalog CATALOG = Catalog.discover();
  private static final int ROUNDS = 2;

  private static Network tiny(String model) {
    Map<String, Object> layers = Map.of("type", "mlp", "hidden", List.of(5));
    return new Network(
        16, Map.of("model", model, "encoder", layers, "decoder", layers, "latent", 3));
  }

  private static void hasSpeedOf(Task task, int samplesPerStep) {
    try (FusedEngine engine = FusedEngine.create(1)) {
      AtomicInteger turns = new AtomicInteger();
      Rounds rounds = new Rounds(engine, ROUNDS, turns::incrementAndGet);
      Speed speed = task.time(CATALOG, rounds).speed();
      assertThat(turns).hasValue(Rounds.WARM_UP + ROUNDS);
      assertThat(speed.steps()).hasSize(ROUNDS);
      assertThat(speed.floors()).hasSize(ROUNDS);
      assertThat(speed.handOvers()).hasSize(ROUNDS);
      assertThat(speed.samplesPerStep()).isEqualTo(samplesPerStep);
      assertThat(speed.stepSeconds()).isPositive();
      assertThat(speed.floorSeconds()).isPositive();
      assertThat(speed.samplesPerSecond()).isEqualTo(samplesPerStep / speed.stepSeconds());
      assertThat(speed.efficiency()).isEqualTo(speed.floorSeconds() / speed.stepSeconds());
    }
  }

  @Test
  void trainingsAreTimed() {
    hasSpeedOf(new TrainingTask(tiny("vae"), 4, 3), 4);
    hasSpeedOf(new TrainingTask(tiny("aae"), 4, 3), 4);
  }

  @Test
  void evaluationsAreTimed() {
    hasSpeedOf(new ImportanceSamplingTask(tiny("vae"), 6, 10), 6);
    hasSpeedOf(new CodecTask(tiny("vae"), 20), 20);
  }

  @Test
  void aSpeedIsOfMedians() {
    var handOvers = List.of(OptionalDouble.of(3), OptionalDouble.empty(), OptionalDouble.of(2));
    Speed speed = new Speed(List.of(4.0, 1.0, 3.0), List.of(1.0, 2.0, 9.0, 3.0), handOvers, 6);
    assertThat(speed.stepSeconds()).isEqualTo(3);
    assertThat(speed.floorSeconds()).isEqualTo(2.5);
    assertThat(speed.efficiency()).isEqualTo(2.5 / 3);
    assertThat(speed.handOverSeconds()).hasValue(2.5);
    assertThat(new Speed(List.of(4.0), List.of(1.0), List.of(OptionalDouble.empty()), 6))
        .satisfies(alone -> assertThat(alone.handOverSeconds()).isEmpty());
    assertThat(speed.samplesPerSecond()).isEqualTo(2);
  }

  private static Benchmark run(Configuration configuration, int rounds) {
    return Benchmark.run(CATALOG, List.of(Workload.W1), configuration, rounds, w -> {}, () -> {});
  }

  @Test
  void anEngineWithoutAFloorIsRefused() {
    assertThatThrownBy(() -> run(Configuration.empty().with("engine.type", "nd4j"), 1))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("ND4J")
        .hasMessageContaining("'fused'");
  }

  @Test
  void noRoundsAreRefused() {
    assertThatThrownBy(() -> run(Configuration.empty(), 0))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("0 rounds");
  }
}
