package org.latent4j.experiments.bench;

/** A task whose round is one step. */
final class RepeatedTask {
  private RepeatedTask() {}

  static Timing time(Rounds rounds, int samplesPerStep, Runnable step) {
    Timing timing = new Timing(rounds, samplesPerStep, 1);
    while (timing.begins()) {
      rounds.engine().beginNotingProducts();
      long start = System.nanoTime();
      step.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      timing.ends(seconds, rounds.engine().endNotingProducts());
    }
    return timing;
  }
}
