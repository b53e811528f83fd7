package org.latent4j.kernels.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTests {
  private static int[] visits(Workers workers, int size, int unit) {
    return visits(size, work -> workers.share(size, unit, Workers.WORTH_SHARING, work));
  }

  private static int[] pieces(Workers workers, int pieces) {
    return visits(pieces, work -> workers.sharePieces(pieces, Workers.WORTH_SHARING, work));
  }

  /** How often each index is visited by work that is shared in some way. */
  private static int[] visits(int size, Consumer<Workers.Range> share) {
    AtomicIntegerArray visits = new AtomicIntegerArray(size);
    share.accept(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            visits.incrementAndGet(i);
          }
        });
    int[] counts = new int[size];
    Arrays.setAll(counts, visits::get);
    return counts;
  }

  @Test
  void everyIndexIsVisitedOnceWhateverTheSize() {
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (Workers workers = new Workers(threads)) {
        workers.openSession();
        for (int size : new int[] {0, 1, 2, 3, 15, 16, 17, 100, 1023}) {
          for (int unit : new int[] {1, 16}) {
            assertThat(visits(workers, size, unit))
                .containsOnly(size == 0 ? new int[0] : new int[] {1});
          }
        }
        workers.closeSession();
      }
    }
  }

  @Test
  void manySmallTasksInARowAreAllDone() {
    try (Workers workers = new Workers(4)) {
      workers.openSession();
      long[] sums = new long[64];
      for (int round = 0; round < 20_000; round++) {
        workers.share(
            64,
            1,
            Workers.WORTH_SHARING,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                sums[i]++;
              }
            });
      }
      assertThat(sums).containsOnly(20_000);
      workers.closeSession();
    }
  }

  @Test
  void whatIsNotWorthSharingTheCallerDoesAlone() {
    try (Workers workers = new Workers(3)) {
      workers.openSession();
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      for (int round = 0; round < 1000; round++) {
        workers.share(
            300, 1, Workers.WORTH_SHARING - 1, (from, to) -> threads.add(Thread.currentThread()));
      }
      assertThat(threads).containsExactly(Thread.currentThread());
      workers.closeSession();
    }
  }

  @Test
  void cutsAreMultiplesOfTheUnitAndTheSameWithoutASession() {
    try (Workers workers = new Workers(3)) {
      ConcurrentHashMap<Integer, Integer> alone = cuts(workers);
      workers.openSession();
      ConcurrentHashMap<Integer, Integer> together = cuts(workers);
      workers.closeSession();
      assertThat(together).isEqualTo(alone).hasSize(3);
      assertThat(together.keySet()).allMatch(from -> from % 16 == 0);
    }
  }

  private static ConcurrentHashMap<Integer, Integer> cuts(Workers workers) {
    ConcurrentHashMap<Integer, Integer> cuts = new ConcurrentHashMap<>();
    workers.share(100, 16, Workers.WORTH_SHARING, cuts::put);
    return cuts;
  }

  @Test
  void everyPieceIsDoneOnceAndWhatWasPreparedIsDoneWithThem() {
    for (int threads : new int[] {1, 2, 3}) {
      try (Workers workers = new Workers(threads)) {
        workers.openSession();
        for (int count : new int[] {1, 2, 7, 1000}) {
          AtomicInteger done = new AtomicInteger();
          Preparation preparation = workers.prepare(done::incrementAndGet);
          assertThat(pieces(workers, count)).containsOnly(1);
          assertThat(done).hasValue(1);
          preparation.await();
          assertThat(pieces(workers, count)).containsOnly(1);
          assertThat(done).hasValue(1);
        }
        workers.closeSession();
      }
    }
  }

  /** Pieces wait for one another here, so that no thread comes free to take another's. */
  @Test
  void eachPieceIsTheSameThreadsInEveryTask() {
    int threads = 3;
    try (Workers workers = new Workers(threads)) {
      workers.openSession();
      CyclicBarrier all = new CyclicBarrier(threads);
      Thread[] owners = new Thread[threads];
      for (int task = 0; task < 50; task++) {
        Thread[] takers = new Thread[2 * threads];
        Preparation preparation = task % 2 == 0 ? null : workers.prepare(() -> {});
        workers.sharePieces(
            takers.length,
            Workers.WORTH_SHARING,
            (from, to) -> {
              for (int piece = from; piece < to; piece++) {
                takers[piece] = Thread.currentThread();
                await(all);
              }
            });
        if (preparation != null) {
          preparation.await();
        }
        for (int piece = 0; piece < takers.length; piece++) {
          int owner = piece % threads;
          if (owners[owner] == null) {
            owners[owner] = takers[piece];
          }
          assertThat(takers[piece]).as("piece %d", piece).isSameAs(owners[owner]);
        }
      }
      assertThat(owners).doesNotHaveDuplicates();
      workers.closeSession();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("a piece was begun by another thread than its own", e);
    }
  }

  @Test
  void whatWasPreparedIsDoneAtTheLatestWhenItIsWaitedFor() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      Preparation first = workers.prepare(done::incrementAndGet);
      Preparation second = workers.prepare(() -> done.addAndGet(10));
      second.await();
      assertThat(done).hasValue(10);
      first.await();
      assertThat(done).hasValue(11);
    }
  }

  @Test
  void whatIsForgottenIsNotDone() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      workers.forget(workers.prepare(done::incrementAndGet));
      assertThat(pieces(workers, 3)).containsOnly(1);
      assertThat(done).hasValue(0);
    }
  }

  @Test
  void theFailureOfWhatWasPreparedReachesTheOneWhoWaitsForIt() {
    try (Workers workers = new Workers(2)) {
      workers.openSession();
      Preparation preparation =
          workers.prepare(
              () -> {
                throw new IllegalArgumentException("row 7");
              });
      assertThat(pieces(workers, 5)).containsOnly(1);
      assertThatThrownBy(preparation::await)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("row 7");
      workers.closeSession();
    }
  }

  @Test
  void aPieceMaySharePiecesItself() {
    try (Workers workers = new Workers(2)) {
      workers.openSession();
      AtomicInteger visits = new AtomicInteger();
      workers.sharePieces(
          10,
          Workers.WORTH_SHARING,
          (from, to) ->
              workers.share(
                  100,
                  1,
                  Workers.WORTH_SHARING,
                  (first, last) -> visits.addAndGet((last - first) * (to - from))));
      assertThat(visits).hasValue(1000);
      workers.closeSession();
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheNextTaskRuns() {
    try (Workers workers = new Workers(2)) {
      workers.openSession();
      assertThatThrownBy(
              () ->
                  workers.share(
                      2,
                      1,
                      Workers.WORTH_SHARING,
                      (from, to) -> {
                        throw new IllegalArgumentException("part " + from);
                      }))
          .hasStackTraceContaining("part ");
      assertThat(visits(workers, 10, 1)).containsOnly(1);
      workers.closeSession();
    }
  }

  @Test
  void aSecondCallerIsServedWhileTheFirstIsBusy() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      workers.openSession();
      int[][] results = new int[8][];
      Thread[] callers = new Thread[8];
      for (int c = 0; c < callers.length; c++) {
        int caller = c;
        callers[c] =
            new Thread(
                () -> {
                  for (int round = 0; round < 500; round++) {
                    results[caller] = visits(workers, 100, 1);
                  }
                });
        callers[c].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      for (int[] result : results) {
        assertThat(result).hasSize(100).containsOnly(1);
      }
      workers.closeSession();
    }
  }

  @Test
  void noSessionOpensOnAClosedEngine() {
    Workers workers = new Workers(2);
    workers.close();
    assertThatThrownBy(workers::openSession).hasMessageContaining("closed");
  }

  /** Else it would run for ever, as a thread that is interrupted does not park. */
  @Test
  void aHelperThatIsInterruptedParksAgain() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (Workers workers = new Workers(2)) {
      workers.openSession();
      workers.closeSession();
      Thread helper =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("latent4j-worker-1"))
              .filter(thread -> !before.contains(thread))
              .findFirst()
              .orElseThrow();
      helper.interrupt();
      while (helper.isInterrupted() || helper.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void handingOverTakesTimeWhereThereIsAnotherThread() {
    for (int threads : new int[] {2, 3}) {
      try (Workers workers = new Workers(threads)) {
        assertThat(workers.handOver()).as("without a session").isEmpty();
        workers.openSession();
        int answered = 0;
        for (int i = 0; i < 20; i++) {
          long start = System.nanoTime();
          OptionalDouble seconds = workers.handOver();
          double all = (System.nanoTime() - start) / 1e9;
          if (seconds.isPresent()) { // a machine may be too busy for once
            answered++;
            // Thirteen of 25 series, each 40 times there and back, took the median or longer:
            // 1,040 ways. Light takes a nanosecond for a foot.
            assertThat(seconds.getAsDouble()).isBetween(1e-9, all / 1040);
          }
        }
        assertThat(answered).as("answers by %d threads", threads).isPositive();
        assertThat(visits(workers, 100, 1)).as("the workers serve on").containsOnly(1);
        workers.closeSession();
      }
    }
    try (Workers workers = new Workers(1)) {
      workers.openSession();
      assertThat(workers.handOver()).as("one thread").isEmpty();
      workers.closeSession();
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedForLong() {
    HandOver handOver = new HandOver();
    handOver.serve();
    assertThat(handOver.median()).isEmpty();
    handOver.answer(); // comes too late, and does not wait for more
    assertThat(handOver.median()).isEmpty();
  }
}
