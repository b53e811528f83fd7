package org.latent4j.kernels.fused;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that share the work of one operation. While a session is open they spin, because
 * waking a parked thread takes longer than most operations; without one, or when another caller is
 * using them, the caller does all parts itself. How a range is cut depends on its size and the
 * number of threads alone, never on who is free, so results do not depend on scheduling.
 */
final class Workers implements AutoCloseable {
  /**
   * Rarely enough that the system call costs nothing, often enough that a busy machine stays
   * usable.
   */
  private static final int SPINS_BETWEEN_YIELDS = 1024;

  /**
   * Below about this many cheap operations, such as an addition, handing work to another thread
   * costs more than it saves.
   */
  static final int WORTH_SHARING = 1 << 15;

  /**
   * Numbers of a cache line: stretches begin at multiples of it, so that no two threads write to
   * the same one.
   */
  static final int LINE = 16;

  /** Work over a range of indices. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private final int threads;
  private final Thread[] helpers;
  private final ReentrantLock caller = new ReentrantLock();
  private final AtomicInteger sessions = new AtomicInteger();

  // A task is published by writing its fields and then the ticket, and is taken by advancing the
  // ticket:
  // round (32 bits) | parts (16 bits) | next part (16 bits).
  private final AtomicLong ticket = new AtomicLong();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<@Nullable Preparation> prepared = new AtomicReference<>();

  private @Nullable Range range;
  private int size;
  private int unit;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  Workers(int threads) {
    this.threads = threads;
    this.helpers = new Thread[threads - 1];
  }

  int threads() {
    return threads;
  }

  /** Wakes the helpers until {@link #closeSession()}; sessions nest. */
  synchronized void openSession() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    sessions.incrementAndGet();
    for (int i = 0; i < helpers.length; i++) {
      if (helpers[i] == null) {
        helpers[i] = new Thread(this::help, "latent4j-worker-" + (i + 1));
        helpers[i].setDaemon(true);
        helpers[i].start();
      } else {
        LockSupport.unpark(helpers[i]);
      }
    }
  }

  void closeSession() {
    sessions.decrementAndGet();
  }

  /**
   * Runs over all of [0, size), cut into one stretch a thread; the cuts are multiples of {@code
   * unit}.
   *
   * @param operations of all the work: below {@link #WORTH_SHARING} the caller does it alone
   */
  void share(int size, int unit, long operations, Range work) {
    int units = (size + unit - 1) / unit;
    share(size, unit, Math.min(threads, units), operations, work);
  }

  /**
   * Runs each of these pieces of work by itself, whichever thread is free taking the next; also
   * what was given to {@link #prepare}.
   *
   * @param pieces up to 65,534
   */
  void sharePieces(int pieces, long operations, Range work) {
    Preparation preparation = prepared.getAndSet(null);
    if (preparation == null) {
      share(pieces, 1, pieces, operations, work);
      return;
    }
    share(
        pieces + 1,
        1,
        pieces + 1,
        operations,
        (from, to) -> {
          for (int piece = from; piece < to; piece++) {
            if (piece == 0) {
              preparation.run();
            } else {
              work.run(piece - 1, piece);
            }
          }
        });
  }

  /** See {@link org.latent4j.api.tensor.Engine.Session#prepare}. */
  Preparation prepare(Runnable work) {
    Preparation preparation = new Preparation(work);
    prepared.compareAndSet(
        null, preparation); // else another session's; ours is done when waited for
    return preparation;
  }

  /** Lets go of work that nobody waits for any more. */
  void forget(Preparation preparation) {
    prepared.compareAndSet(preparation, null);
  }

  private void share(int size, int unit, int parts, long operations, Range work) {
    if (parts <= 1) {
      work.run(0, size);
      return;
    }
    // Work that is itself a part of the caller's may share nothing out: the parts are in use.
    boolean within = caller.isHeldByCurrentThread();
    if (operations < WORTH_SHARING || within || sessions.get() == 0 || !caller.tryLock()) {
      for (int part = 0; part < parts; part++) {
        work.run(cut(part, parts, size, unit), cut(part + 1, parts, size, unit));
      }
      return;
    }
    try {
      this.range = work;
      this.size = size;
      this.unit = unit;
      unfinished.set(parts);
      long round = (ticket.get() >>> 32) + 1;
      ticket.set(round << 32 | (long) parts << 16);
      while (takePart()) {}
      for (int spins = 1; unfinished.get() > 0; spins++) {
        pause(spins);
      }
      range = null;
      Throwable thrown = failure;
      if (thrown != null) {
        failure = null;
        throw new IllegalStateException(
            "an operation failed on a worker thread: " + thrown.getMessage(), thrown);
      }
    } finally {
      caller.unlock();
    }
  }

  private static int cut(int part, int parts, int size, int unit) {
    long units = ((long) size + unit - 1) / unit;
    return (int) Math.min((long) size, units * part / parts * unit);
  }

  /** Takes and does one part of the published task, if one is left. */
  private boolean takePart() {
    long seen = ticket.get();
    int parts = (int) (seen >>> 16) & 0xFFFF;
    int part = (int) seen & 0xFFFF;
    if (part >= parts) {
      return false;
    }
    // The fields belong to the ticket: its task is not replaced before all its parts are taken, and
    // the exchange fails if this one has been taken meanwhile.
    Range work = range;
    int size = this.size;
    int unit = this.unit;
    if (!ticket.compareAndSet(seen, seen + 1)) {
      return true;
    }
    try {
      if (work != null) {
        work.run(cut(part, parts, size, unit), cut(part + 1, parts, size, unit));
      }
    } catch (Throwable t) {
      failure = t;
    } finally {
      unfinished.decrementAndGet();
    }
    return true;
  }

  private void help() {
    for (int spins = 1; !closed; spins++) {
      if (takePart()) {
        spins = 0;
      } else if (sessions.get() == 0) {
        LockSupport.park(this);
      } else {
        pause(spins);
      }
    }
  }

  /** Spins, and now and then offers the core to whoever else needs it. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint only; nothing relies on it
  private static void pause(int spins) {
    if (spins % SPINS_BETWEEN_YIELDS == 0) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
