package org.latent4j.experiments.bench;

import org.latent4j.kernels.FusedEngine;

/** A task whose round is one step. */
final class RepeatedTask {
  private RepeatedTask() {}

  static Timing time(FusedEngine engine, int samplesPerStep, int rounds, Runnable step) {
    Timing timing = new Timing(engine, samplesPerStep, 1);
    for (int i = 0; i < Timing.WARM_UP_ROUNDS + rounds; i++) {
      engine.beginNotingProducts();
      long start = System.nanoTime();
      step.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      timing.round(seconds, engine.endNotingProducts());
    }
    return timing;
  }
}
