package org.latent4j.experiments.bench;

import org.latent4j.kernels.FusedEngine;
import org.latent4j.runtime.catalog.Catalog;

/** Something whose steps can be timed. */
interface Task {
  /** Runs warm-up rounds, then the given number of timed rounds. */
  Timing time(Catalog catalog, FusedEngine engine, int rounds);
}
