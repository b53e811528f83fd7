package org.latent4j.experiments.bench;

import org.latent4j.runtime.catalog.Catalog;

/** Something whose steps can be timed. */
interface Task {
  /** Runs all rounds, and returns the times of those that count. */
  Timing time(Catalog catalog, Rounds rounds);
}
