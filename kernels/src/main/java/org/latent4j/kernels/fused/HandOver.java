package org.latent4j.kernels.fused;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLongArray;

/** A number that two threads hand to and fro, each adding one to what the other has written. */
final class HandOver {
  /** Timed one by one, so that a thread that is interrupted meanwhile spoils one alone. */
  private static final int SERIES = 25;

  private static final int ROUND_TRIPS = 40;

  /** To wait for an answer: far longer than any thread is interrupted that runs at all. */
  private static final long PATIENCE_NANOS = 50_000_000;

  /** The number's place, with nothing else in its cache line and those beside it. */
  private static final int PLACE = 32;

  private static final long OVER = -1;

  private final AtomicLongArray line = new AtomicLongArray(2 * PLACE);
  private final double[] seconds = new double[SERIES];
  private int measured;

  /** Writes odd numbers, and waits for even ones. */
  void serve() {
    long number = 0;
    for (int i = 0; i < SERIES; i++) {
      long start = System.nanoTime();
      for (int trip = 0; trip < ROUND_TRIPS; trip++) {
        line.set(PLACE, number + 1);
        number += 2;
        if (!await(number)) {
          line.set(PLACE, OVER);
          return;
        }
      }
      seconds[measured++] = (System.nanoTime() - start) / 1e9 / (2 * ROUND_TRIPS);
    }
    line.set(PLACE, OVER);
  }

  /** Waits for odd numbers, and writes even ones. */
  void answer() {
    for (long number = 1; await(number); number += 2) {
      if (!line.compareAndSet(PLACE, number, number + 1)) {
        return;
      }
    }
  }

  /**
   * Spins, and lets others run where that takes long: the one that is awaited may be among them.
   */
  @SuppressWarnings("ThreadPriorityCheck") // a hint only; nothing relies on it
  private boolean await(long number) {
    long begin = 0;
    for (int spins = 1; ; spins++) {
      long found = line.get(PLACE);
      if (found == number) {
        return true;
      }
      if (found == OVER) {
        return false;
      }
      if (spins % 4096 == 0) {
        long now = System.nanoTime();
        begin = begin == 0 ? now : begin;
        if (now - begin > PATIENCE_NANOS) {
          return false;
        }
        Thread.yield();
      }
    }
  }

  /** Of one way, in seconds; empty if the other has not answered to the end. */
  OptionalDouble median() {
    if (measured < SERIES) {
      return OptionalDouble.empty();
    }
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return OptionalDouble.of(sorted[SERIES / 2]);
  }
}
