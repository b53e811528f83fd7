package org.latent4j.experiments.bench;

import org.latent4j.kernels.FusedEngine;

/**
 * How a task is to be timed.
 *
 * @param engine what does the arithmetic
 * @param timed rounds that count, at least 1
 * @param turn returns when the next round may begin, be it timed or to warm up
 */
record Rounds(FusedEngine engine, int timed, Runnable turn) {
  /** Rounds that come first and do not count. */
  static final int WARM_UP = 5;

  int all() {
    return WARM_UP + timed;
  }
}
