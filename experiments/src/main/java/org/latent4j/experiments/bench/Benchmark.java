package org.latent4j.experiments.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.latent4j.api.SettingException;
import org.latent4j.api.tensor.Engine;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.experiments.Workbench;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.runtime.catalog.Catalog;

/**
 * How fast workloads run on this machine, each beside the floor that its matrix products set.
 *
 * @param engine what did the arithmetic
 * @param speeds by workload, in the order measured
 */
public record Benchmark(String engine, Map<Workload, Speed> speeds) {
  /**
   * Measures workloads one after the other.
   *
   * @param configuration says which engine; {@code fused} alone can be measured
   * @param rounds timed rounds of each workload, at least 1
   * @param begins told of each workload before it is measured
   * @param turn returns when the next round may begin; called before each workload is set up, and
   *     before each of its rounds
   */
  public static Benchmark run(
      Catalog catalog,
      List<Workload> workloads,
      Configuration configuration,
      int rounds,
      Consumer<Workload> begins,
      Runnable turn) {
    if (rounds < 1) {
      throw new SettingException("a benchmark of " + rounds + " rounds; at least 1 is needed");
    }
    Map<Workload, Speed> speeds = new LinkedHashMap<>();
    try (Engine opened = Workbench.openEngine(catalog, ExperimentSettings.of(configuration))) {
      if (!(opened instanceof FusedEngine engine)) {
        throw new SettingException(
            "a benchmark of " + opened.description() + "; only the engine 'fused' knows its floor");
      }
      for (Workload workload : workloads) {
        begins.accept(workload);
        turn.run();
        Task task = workload.task();
        speeds.put(workload, task.time(catalog, new Rounds(engine, rounds, turn)).speed());
      }
      return new Benchmark(engine.description(), speeds);
    }
  }
}
