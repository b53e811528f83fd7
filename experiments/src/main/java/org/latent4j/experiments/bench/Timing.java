package org.latent4j.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.MatrixProducts;

/** Times of a task's rounds and, after each, of its matrix products alone. */
final class Timing {
  static final int WARM_UP_ROUNDS = 5;

  private final FusedEngine engine;
  private final int samplesPerStep;
  private final int stepsPerRound;
  private final List<Double> steps = new ArrayList<>();
  private final List<Double> floors = new ArrayList<>();
  private int round;

  /**
   * No times yet.
   *
   * @param samplesPerStep examples that a step goes through
   */
  Timing(FusedEngine engine, int samplesPerStep, int stepsPerRound) {
    this.engine = engine;
    this.samplesPerStep = samplesPerStep;
    this.stepsPerRound = stepsPerRound;
  }

  /**
   * A round has ended: notes its time, unless it was one to warm up, then repeats the products of
   * one of its steps as often as the round had steps.
   */
  void round(double seconds, MatrixProducts productsOfAStep) {
    double floor = floor(productsOfAStep);
    if (++round > WARM_UP_ROUNDS) {
      steps.add(seconds / stepsPerRound);
      floors.add(floor);
    }
  }

  private double floor(MatrixProducts products) {
    Engine.Session session = engine.session();
    try (session) {
      long start = System.nanoTime();
      for (int i = 0; i < stepsPerRound; i++) {
        products.repeat();
      }
      return (System.nanoTime() - start) / 1e9 / stepsPerRound;
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  Speed speed() {
    return new Speed(median(steps), median(floors), samplesPerStep);
  }
}
