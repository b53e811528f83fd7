package org.latent4j.api.tensor;

/**
 * A step of an optimiser that moves each number by its own gradient alone, so that it may be made
 * in any order and in parts: a tape then moves a weight while it has its gradient at hand.
 *
 * @see Optimizer#begin
 */
@FunctionalInterface
public interface ElementwiseStep {
  /**
   * Moves numbers of a parameter, those from {@code from} (inclusive) to {@code to} (exclusive).
   * Each number of each parameter is to be moved once. Several threads may do so at once for
   * different numbers.
   *
   * @param gradient the gradient of number i lies at {@code i − from + offset}
   */
  void move(Parameter parameter, int from, int to, float[] gradient, int offset);
}
