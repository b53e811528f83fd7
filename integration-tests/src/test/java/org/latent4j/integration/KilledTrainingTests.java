package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

/**
 * Trainings killed with SIGKILL at random moments, gone on with, and compared byte by byte with one
 * that was left alone. {@code -Dlatent4j.kills=N} sets how many, {@code -Dlatent4j.kill-seed=N}
 * when; {@code target/kills.txt} says what came of it.
 */
class KilledTrainingTests {
  private static final int KILLS = Integer.getInteger("latent4j.kills", 20);
  private static final long SEED = Long.getLong("latent4j.kill-seed", 1);
  private static final List<String> MODELS = List.of("vae", "beta-vae", "aae");
  private static final int KILLS_A_RUN = 4;
  private static final int EPOCHS = 4;
  private static final int STEPS = 8 * EPOCHS;

  @TempDir Path folder;

  /** What the process is doing when it is killed. */
  private enum Moment {
    /** Anything: so and so long after a step's checkpoint. */
    ANY,
    /** A checkpoint is being written: its folder is there under its temporary name. */
    WRITING,
    /** It starts, and may have written nothing yet. */
    STARTING
  }

  /**
   * What came of a run.
   *
   * @param moments of its kills
   * @param cutOff how many of them left a checkpoint half written
   */
  private record Outcome(List<Moment> moments, int cutOff) {}

  @Test
  void killedTrainingsComeToTheSameBytes() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Path> whole = uninterrupted();
    List<Callable<Outcome>> runs = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill += KILLS_A_RUN) {
      int first = kill;
      int last = Math.min(KILLS, kill + KILLS_A_RUN);
      String model = MODELS.get(runs.size() % MODELS.size());
      SplittableRandom ofRun = random.split();
      runs.add(() -> killedAndResumed(model, whole.get(model), first, last, ofRun));
    }
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (Future<Outcome> outcome : two.invokeAll(runs)) {
        outcomes.add(outcome.get());
      }
    } finally {
      two.shutdownNow();
    }
    Map<Moment, Long> moments =
        outcomes.stream()
            .flatMap(outcome -> outcome.moments().stream())
            .collect(Collectors.groupingBy(moment -> moment, Collectors.counting()));
    int cutOff = outcomes.stream().mapToInt(Outcome::cutOff).sum();
    Files.writeString(
        Path.of("target", "kills.txt"),
        "kills: %s; checkpoints left half written: %d%n".formatted(moments, cutOff));
    assertThat(moments).containsOnlyKeys(Moment.values());
    assertThat(cutOff).isPositive();
  }

  /** Kills a run several times, lets it go to its end, and compares. */
  private Outcome killedAndResumed(
      String model, Path whole, int first, int last, SplittableRandom random) throws IOException {
    Path run = folder.resolve("killed-" + first);
    String[] words = Training.words(model, run, EPOCHS);
    List<Moment> moments = new ArrayList<>();
    int cutOff = 0;
    for (int kill = first; kill < last; kill++) {
      Moment moment = moment(kill);
      Training training = Training.start(folder, words);
      awaitMoment(training, run, moment, random);
      assertThat(training.isAlive()).as("killed before its end").isTrue();
      training.kill();
      moments.add(moment);
      cutOff += isBeingWritten(run) ? 1 : 0;
      words = goOn(model, run);
    }
    JavaProcess end = Training.start(folder, words).end();
    assertThat(end.status()).as(end.err()).isZero();
    assertThat(end.err()).doesNotContain("is damaged");
    RunRecords.assertSame(model + ", kills " + first + " to " + last, whole, run);
    return new Outcome(moments, cutOff);
  }

  private static Moment moment(int kill) {
    return switch (kill % 3) {
      case 0 -> Moment.WRITING;
      case 1 -> Moment.ANY;
      default -> kill % 2 == 0 ? Moment.STARTING : Moment.ANY;
    };
  }

  private static void awaitMoment(
      Training training, Path run, Moment moment, SplittableRandom random) throws IOException {
    long done = RunRecords.checkpoints(run).isEmpty() ? 0 : lastStep(run);
    long step = done + random.nextLong(Math.max(1, (STEPS - done) / 2));
    long nanos = random.nextLong(5_000_000);
    switch (moment) {
      case STARTING -> training.await(() -> isLockedBy(training, run));
      case WRITING -> {
        training.await(() -> lastStep(run) >= step);
        training.await(() -> isBeingWritten(run));
      }
      case ANY -> training.await(() -> lastStep(run) >= step);
    }
    if (moment != Moment.WRITING) {
      LockSupport.parkNanos(nanos);
    }
  }

  /** Whether the lock is this process's; one that was killed leaves its own. */
  private static boolean isLockedBy(Training training, Path run) throws IOException {
    Path lock = run.resolve(".lock");
    return Files.exists(lock) && Files.readString(lock).equals(Long.toString(training.id()));
  }

  private static long lastStep(Path run) throws IOException {
    List<Path> checkpoints = RunRecords.checkpoints(run);
    return checkpoints.isEmpty()
        ? -1
        : Long.parseLong(checkpoints.get(0).getFileName().toString().substring(5));
  }

  private static boolean isBeingWritten(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoint");
    if (!Files.isDirectory(checkpoints)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries.anyMatch(
          entry -> entry.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".tmp"));
    }
  }

  private Map<String, Path> uninterrupted() throws IOException {
    Map<String, Path> whole = new HashMap<>();
    List<Training> trainings = new ArrayList<>();
    for (String model : MODELS) {
      Path run = folder.resolve("whole-" + model);
      whole.put(model, run);
      trainings.add(Training.start(folder, Training.words(model, run, EPOCHS)));
    }
    for (Training training : trainings) {
      JavaProcess end = training.end();
      assertThat(end.status()).as(end.err()).isZero();
    }
    for (Path run : whole.values()) {
      assertThat(lastStep(run)).isEqualTo(STEPS);
    }
    return whole;
  }

  /** A run that was killed before it was anything is begun anew. */
  private static String[] goOn(String model, Path run) {
    return Files.exists(run.resolve("provenance.json"))
        ? new String[] {"resume", run.toString()}
        : Training.words(model, run, EPOCHS);
  }
}
