package org.latent4j.experiments.bench;

/**
 * How fast a workload runs.
 *
 * @param stepSeconds the median time of a step over rounds
 * @param floorSeconds the median time of the step's matrix products alone, by the same BLAS on the
 *     same threads, measured in turn with the steps
 * @param samplesPerStep examples that a step goes through
 */
public record Speed(double stepSeconds, double floorSeconds, int samplesPerStep) {
  /** The floor's share of the step's time; 1 if a step were nothing but matrix products. */
  public double efficiency() {
    return floorSeconds / stepSeconds;
  }

  public double samplesPerSecond() {
    return samplesPerStep / stepSeconds;
  }
}
