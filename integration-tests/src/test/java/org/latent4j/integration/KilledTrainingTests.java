package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

/**
 * Trainings killed with SIGKILL at random moments, gone on with, and compared byte by byte with one
 * that was left alone. {@code -Dlatent4j.kills=N} sets how many, {@code -Dlatent4j.kill-seed=N}
 * when.
 */
class KilledTrainingTests {
  private static final int KILLS = Integer.getInteger("latent4j.kills", 6);
  private static final long SEED = Long.getLong("latent4j.kill-seed", 1);
  private static final List<String> MODELS = List.of("vae", "beta-vae", "aae");
  private static final int EPOCHS = 2;
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

  @Test
  void killedTrainingsComeToTheSameBytes(TestReporter reporter) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Path> whole = new HashMap<>();
    Map<Moment, Integer> killed = new EnumMap<>(Moment.class);
    int cutOff = 0;
    for (int kill = 0; kill < KILLS; ) {
      String model = MODELS.get(kill % MODELS.size());
      if (!whole.containsKey(model)) {
        whole.put(model, uninterrupted(model));
      }
      Path run = folder.resolve("killed-" + kill);
      // A run is killed once or twice before it is let go to its end.
      String[] words = Training.words(model, run, EPOCHS);
      int times = Math.min(KILLS - kill, 1 + random.nextInt(2));
      for (int i = 0; i < times; i++) {
        Moment moment = moment(kill, random);
        Training training = Training.start(folder, words);
        awaitMoment(training, run, moment, random);
        assertThat(training.isAlive()).as("killed before its end").isTrue();
        training.kill();
        killed.merge(moment, 1, Integer::sum);
        cutOff += isBeingWritten(run) ? 1 : 0;
        kill++;
        words = goOn(model, run);
      }
      JavaProcess end = Training.start(folder, words).end();
      assertThat(end.status()).as(end.err()).isZero();
      assertThat(end.err()).doesNotContain("is damaged");
      RunRecords.assertSame(model + ", kill " + kill, whole.get(model), run);
    }
    reporter.publishEntry(
        Map.of("kills", killed.toString(), "checkpoints cut off in writing", "" + cutOff));
    assertThat(killed).hasSizeGreaterThan(1).containsKey(Moment.WRITING);
  }

  private static Moment moment(int kill, SplittableRandom random) {
    return switch (kill % 3) {
      case 0 -> Moment.WRITING;
      case 1 -> Moment.ANY;
      default -> random.nextInt(3) == 0 ? Moment.STARTING : Moment.ANY;
    };
  }

  private static void awaitMoment(
      Training training, Path run, Moment moment, SplittableRandom random) throws IOException {
    long done = RunRecords.checkpoints(run).isEmpty() ? 0 : lastStep(run);
    long step = done + random.nextLong(Math.max(1, (STEPS - done) / 2));
    long nanos = random.nextLong(5_000_000);
    switch (moment) {
      case STARTING -> training.await(() -> Files.exists(run.resolve(".lock")));
      case WRITING -> {
        training.await(() -> lastStep(run) >= step);
        training.await(() -> isBeingWritten(run));
      }
      case ANY -> training.await(() -> lastStep(run) >= step);
    }
    if (moment != Moment.WRITING) {
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
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

  private Path uninterrupted(String model) throws IOException {
    Path run = folder.resolve("whole-" + model);
    JavaProcess end = Training.start(folder, Training.words(model, run, EPOCHS)).end();
    assertThat(end.status()).as(end.err()).isZero();
    assertThat(lastStep(run)).isEqualTo(STEPS);
    return run;
  }

  /** A run that was killed before it was anything is begun anew. */
  private static String[] goOn(String model, Path run) {
    return Files.exists(run.resolve("provenance.json"))
        ? new String[] {"resume", run.toString()}
        : Training.words(model, run, EPOCHS);
  }
}
