package org.latent4j.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.MatrixProducts;

/**
 * Times of a task's rounds and, after each, of its matrix products alone and of handing over from
 * thread to thread.
 */
final class Timing {
  private final Rounds rounds;
  private final int samplesPerStep;
  private final int stepsPerRound;
  private final List<Double> steps = new ArrayList<>();
  private final List<Double> floors = new ArrayList<>();
  private final List<OptionalDouble> handOvers = new ArrayList<>();
  private int ended;

  /**
   * No times yet.
   *
   * @param samplesPerStep examples that a step goes through
   */
  Timing(Rounds rounds, int samplesPerStep, int stepsPerRound) {
    this.rounds = rounds;
    this.samplesPerStep = samplesPerStep;
    this.stepsPerRound = stepsPerRound;
  }

  /** Waits for the turn of the next round; false if there is none left. */
  boolean begins() {
    if (ended == rounds.all()) {
      return false;
    }
    rounds.turn().run();
    return true;
  }

  /**
   * A round has ended: notes its time, unless it was one to warm up, then repeats the products of
   * one of its steps as often as the round had steps.
   */
  void ends(double seconds, MatrixProducts productsOfAStep) {
    Engine.Session session = rounds.engine().session();
    try (session) {
      double floor = floor(productsOfAStep);
      OptionalDouble handOver = rounds.engine().handOver();
      if (++ended > Rounds.WARM_UP) {
        steps.add(seconds / stepsPerRound);
        floors.add(floor);
        handOvers.add(handOver);
      }
    }
  }

  private double floor(MatrixProducts products) {
    long start = System.nanoTime();
    for (int i = 0; i < stepsPerRound; i++) {
      products.repeat();
    }
    return (System.nanoTime() - start) / 1e9 / stepsPerRound;
  }

  Speed speed() {
    return new Speed(steps, floors, handOvers, samplesPerStep);
  }
}
