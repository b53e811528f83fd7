package org.latent4j.kernels.fused;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Work that is needed later: done once, by a worker that comes to it or else by the one who waits
 * for it.
 */
final class Preparation {
  private final Runnable work;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  Preparation(Runnable work) {
    this.work = work;
  }

  /** Does the work, unless somebody has begun it; a failure is kept for the one who waits. */
  void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      ended.countDown();
    }
  }

  /** Returns when the work is done, or throws what it threw. */
  void await() {
    run();
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
