package org.latent4j.training;

import org.latent4j.api.model.Phase;
import org.latent4j.api.tensor.Optimizer;

/** Makes the optimiser of a phase. */
@FunctionalInterface
public interface OptimizerFactory {
  /**
   * A new optimiser over {@link Phase#trains()}: the one that the phase asks for ({@link
   * Phase#optimizer()}), else the run's own.
   */
  Optimizer create(Phase phase);
}
