package org.latent4j.experiments.bench;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast a workload runs.
 *
 * @param steps the seconds of a step, round by round
 * @param floors the seconds of the step's matrix products alone, by the same BLAS on the same
 *     threads, measured after each round
 * @param handOvers the seconds that what one thread has written takes to another, measured after
 *     that; empty where none answers
 * @param samplesPerStep examples that a step goes through
 */
public record Speed(
    List<Double> steps, List<Double> floors, List<OptionalDouble> handOvers, int samplesPerStep) {
  public Speed {
    steps = List.copyOf(steps);
    floors = List.copyOf(floors);
    handOvers = List.copyOf(handOvers);
  }

  /** The median over rounds. */
  public double stepSeconds() {
    return median(steps);
  }

  /** The median over rounds. */
  public double floorSeconds() {
    return median(floors);
  }

  /** The median over rounds in which it was measured; empty if that was none. */
  public OptionalDouble handOverSeconds() {
    List<Double> measured =
        handOvers.stream()
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return measured.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(measured));
  }

  /** The floor's share of the step's time; 1 if a step were nothing but matrix products. */
  public double efficiency() {
    return floorSeconds() / stepSeconds();
  }

  public double samplesPerSecond() {
    return samplesPerStep / stepSeconds();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
