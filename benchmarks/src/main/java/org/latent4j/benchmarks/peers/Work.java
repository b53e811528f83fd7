package org.latent4j.benchmarks.peers;

/** Something whose steps are timed by the round. */
interface Work {
  /** Runs a round and returns the seconds of one of its steps. */
  double round();

  /** Examples that a step goes through. */
  int samples();
}
