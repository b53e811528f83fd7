package org.latent4j.kernels.fused;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernels.lifetime.Lifetime;

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

  /** Longs from one ticket to the next: two cache lines, which processors fetch together. */
  private static final int APART = 16;

  /** Work over a range of indices. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private final int threads;
  private final Thread[] helpers;
  private final ReentrantLock caller = new ReentrantLock();
  private final AtomicInteger sessions = new AtomicInteger();

  // A task is published by writing its fields and then each thread's ticket. Part p is the (p /
  // threads)th of thread p % threads, in every task, so that what a thread has written stays near
  // it: cores that share no cache take long to hand data over. A thread takes its own parts from
  // the front of its ticket, and when it has none left those of others from the end of theirs:
  // round (32 bits) | next (16 bits) | end (16 bits).
  private final AtomicLongArray tickets;
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<@Nullable Preparation> prepared = new AtomicReference<>();

  private @Nullable Range range;
  private int parts;
  private int size;
  private int unit;
  private volatile @Nullable Throwable failure;
  private final Lifetime lifetime;

  Workers(int threads) {
    this(threads, new Lifetime());
  }

  /**
   * Workers of an engine.
   *
   * @param lifetime the engine's
   */
  Workers(int threads, Lifetime lifetime) {
    this.threads = threads;
    this.lifetime = lifetime;
    this.helpers = new Thread[threads - 1];
    this.tickets = new AtomicLongArray(threads * APART);
  }

  int threads() {
    return threads;
  }

  /** Wakes the helpers until {@link #closeSession()}; sessions nest. */
  synchronized void openSession() {
    lifetime.require();
    sessions.incrementAndGet();
    for (int i = 0; i < helpers.length; i++) {
      if (helpers[i] == null) {
        int self = i + 1;
        helpers[i] = new Thread(() -> help(self), "latent4j-worker-" + self);
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
   * Runs each of these pieces of work by itself; also what was given to {@link #prepare}. Piece p
   * is thread p mod {@link #threads()}'s, unless another has come free before that has begun it.
   *
   * @param pieces up to 64,511
   */
  void sharePieces(int pieces, long operations, Range work) {
    Preparation preparation = prepared.getAndSet(null);
    if (preparation == null) {
      share(pieces, 1, pieces, operations, work);
      return;
    }
    // It comes first, and the pieces after as many places as there are threads: each piece remains
    // the same thread's with it and without.
    int parts = pieces + threads;
    share(
        parts,
        1,
        parts,
        operations,
        (from, to) -> {
          for (int part = from; part < to; part++) {
            if (part == 0) {
              preparation.run();
            } else if (part >= threads) {
              work.run(part - threads, part - threads + 1);
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
      this.parts = parts;
      long round = (tickets.get(0) >>> 32) + 1;
      for (int thread = threads - 1; thread >= 0; thread--) {
        int end = Math.max(0, (parts - thread + threads - 1) / threads);
        tickets.set(thread * APART, round << 32 | end);
      }
      while (takePart(0)) {}
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

  /**
   * How long what one thread has written takes to another: half of the time there and back, the
   * median of many.
   *
   * @return seconds; empty where no other thread answers, as with one thread or without a session
   */
  OptionalDouble handOver() {
    if (threads < 2 || sessions.get() == 0) {
      return OptionalDouble.empty();
    }
    HandOver handOver = new HandOver();
    share(
        2,
        1,
        2,
        WORTH_SHARING,
        (from, to) -> {
          if (from == 0) {
            handOver.serve();
          } else {
            handOver.answer();
          }
        });
    return handOver.median();
  }

  /** Where a part begins of a range that is cut into so many. */
  static int cut(int part, int parts, int size, int unit) {
    long units = ((long) size + unit - 1) / unit;
    return (int) Math.min((long) size, units * part / parts * unit);
  }

  /** Takes and does one part of the published task, another thread's if this one has none left. */
  private boolean takePart(int self) {
    for (int i = 0; i < threads; i++) {
      int owner = (self + i) % threads;
      if (takePart(owner, i == 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean takePart(int owner, boolean own) {
    long seen = tickets.get(owner * APART);
    while (true) {
      int next = (int) (seen >>> 16) & 0xFFFF;
      int end = (int) seen & 0xFFFF;
      if (next >= end) {
        return false;
      }
      // The fields belong to the ticket: its task is not replaced before all its parts are taken,
      // and the exchange fails if this one has been taken meanwhile.
      Range work = range;
      int parts = this.parts;
      int size = this.size;
      int unit = this.unit;
      long taken = own ? seen + (1 << 16) : seen - 1;
      long found = tickets.compareAndExchange(owner * APART, seen, taken);
      if (found == seen) {
        run(work, owner + threads * (own ? next : end - 1), parts, size, unit);
        return true;
      }
      seen = found;
    }
  }

  private void run(@Nullable Range work, int part, int parts, int size, int unit) {
    try {
      if (work != null) {
        work.run(cut(part, parts, size, unit), cut(part + 1, parts, size, unit));
      }
    } catch (Throwable t) {
      failure = t;
    } finally {
      unfinished.decrementAndGet();
    }
  }

  private void help(int self) {
    long done = 0;
    for (int spins = 1; !lifetime.hasEnded(); spins++) {
      long round = tickets.get(self * APART) >>> 32;
      if (round != done) {
        while (takePart(self)) {}
        done = round;
        spins = 0;
      } else if (sessions.get() == 0) {
        LockSupport.park(this);
        Thread.interrupted(); // it means nothing to a helper, and a thread that has it never parks
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
    lifetime.end();
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
