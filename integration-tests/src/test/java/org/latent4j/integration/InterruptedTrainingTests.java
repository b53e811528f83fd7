package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.runtime.testing.JavaProcess;

/** Signals, and two processes in one folder. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such signals")
class InterruptedTrainingTests {
  /** Long enough to be interrupted. */
  private static final int EPOCHS = 8;

  @TempDir private static Path folder;

  private static Path whole;

  @BeforeAll
  static void trainWithoutInterruption() throws IOException {
    whole = folder.resolve("whole");
    JavaProcess end = Training.start(folder, Training.words("vae", whole, EPOCHS)).end();
    assertThat(end.status()).as(end.err()).isZero();
  }

  private static Training begun(Path run, int epochs) throws IOException {
    Training training = Training.start(folder, Training.words("vae", run, epochs));
    training.await(() -> RunRecords.checkpoints(run).size() == 2);
    return training;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signalEndsTheStepWritesACheckpointAndSaysHowToGoOn(String signal, int status)
      throws IOException {
    Path run = folder.resolve(signal);
    Training training = begun(run, EPOCHS);
    training.signal(signal);
    JavaProcess end = training.end();

    assertThat(end.status()).as(end.err()).isEqualTo(status);
    String step = RunRecords.lastCheckpoint(run).getFileName().toString().replace("step-", "step ");
    assertThat(end.err())
        .containsOnlyOnce("latent4j: ")
        .contains(step + ", as was asked for", "go on with: latent4j resume " + run);
    assertThat(run.resolve("weights.safetensors")).doesNotExist();

    JavaProcess resumed = Training.start(folder, "resume", run.toString()).end();
    assertThat(resumed.status()).as(resumed.err()).isZero();
    RunRecords.assertSame(signal, whole, run);
  }

  @Test
  void secondProcessInARunIsRefusedUntilTheFirstHasDied() throws IOException {
    Path run = folder.resolve("shared");
    try (Training first = begun(run, 100_000)) {
      JavaProcess second = Training.start(folder, "resume", run.toString()).end();
      assertThat(first.isAlive()).isTrue();
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.err())
          .contains("cannot work in " + run, "process " + first.id() + " is working in it");

      first.kill();
      assertThat(Files.readString(run.resolve(".lock"))).isEqualTo("" + first.id());
    }
    try (Training third = Training.start(folder, "resume", run.toString())) {
      third.await(() -> Files.readString(run.resolve(".lock")).equals("" + third.id()));
      assertThat(third.isAlive()).isTrue();
    }
  }
}
