package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.runtime.testing.JavaProcess;

/**
 * Trainings in a process of their own that is killed or interrupted, and then goes on. {@code
 * -Dlatent4j.kills=N} kills each of the three models' trainings N times instead of twice.
 */
class InterruptionTests {
  private static final int KILLS = Integer.getInteger("latent4j.kills", 2);
  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  private String[] training(String model, String out) {
    return new String[] {
      "train",
      "--model",
      model,
      "--out",
      out,
      "--epochs",
      "12",
      "--batch",
      "16",
      "--latent",
      "3",
      "--threads",
      "1",
      "--quiet",
      "--set",
      "data={size: 16, train: 1024, validation: 64, test: 64}",
      "--set",
      "encoder.hidden=[16]",
      "--set",
      "decoder.hidden=[16]",
      // So often that a good part of the time is spent in the writing of checkpoints.
      "--set",
      "training.checkpoint-seconds=0.03"
    };
  }

  /** Weights and the metrics of each epoch, without the times that they took. */
  private List<String> bits(String run) throws IOException {
    byte[] weights = Files.readAllBytes(folder.resolve(run).resolve("weights.safetensors"));
    String metrics = Files.readString(folder.resolve(run).resolve("metrics.jsonl"));
    return List.of(
        java.util.HexFormat.of().formatHex(weights),
        metrics.replaceAll(",\"seconds\":[^}]*}", "}"));
  }

  private Process start(String... words) throws IOException {
    return Program.start(folder, folder.resolve("output.txt"), words);
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }

  /** Until steps are being made. */
  private void awaitCheckpoint(Process process, String run) throws Exception {
    Path checkpoints = folder.resolve(run).resolve("checkpoint");
    while (process.isAlive() && !Files.exists(checkpoints)) {
      Thread.sleep(10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void aKilledTrainingGoesOnToTheSameBits(String model) throws Exception {
    assertThat(Program.run(folder, training(model, "whole")).status()).isZero();
    Random random = new Random(model.hashCode());
    Process process = start(training(model, "cut"));
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      awaitCheckpoint(process, "cut");
      process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      process = start("resume", "cut", "--quiet");
      // Until the program is up again; its checkpoints are there already.
      Thread.sleep(1_200 + random.nextInt(600));
    }
    process.destroyForcibly().waitFor();
    assertThat(killed).as("trainings killed at work").isPositive();
    JavaProcess end = Program.run(folder, "resume", "cut", "--quiet");
    assertThat(end.err() + end.out()).contains("report.html");
    assertThat(bits("cut")).isEqualTo(bits("whole"));
    try (var left = Files.list(folder.resolve("cut").resolve("checkpoint"))) {
      assertThat(left.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
  void anInterruptedTrainingSavesItsStateAndSaysHowToGoOn(String signal) throws Exception {
    Process process = start(training("vae", "run"));
    awaitCheckpoint(process, "run");
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
    assertThat(output())
        .contains("; go on with: latent4j resume run")
        .doesNotContain("internal error", "Exception");

    assertThat(Program.run(folder, "resume", "run", "--quiet").status()).isZero();
    assertThat(Program.run(folder, training("vae", "whole")).status()).isZero();
    assertThat(bits("run")).isEqualTo(bits("whole"));
  }

  @Test
  void aSecondProcessOnTheSameRunIsRefused() throws Exception {
    Process process = start(training("vae", "run"));
    awaitCheckpoint(process, "run");
    JavaProcess second = Program.run(folder, "resume", "run", "--quiet");
    process.destroyForcibly().waitFor();
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err())
        .contains("cannot work in", "process " + process.pid() + " is working in it");
    // What the first one leaves behind is no lock.
    assertThat(Program.run(folder, "resume", "run", "--quiet").status()).isZero();
  }

  @Test
  void aTrainingMadeAgainAgreesBitForBitAndAnotherDoesNot() throws Exception {
    assertThat(Program.run(folder, training("aae", "run")).status()).isZero();
    JavaProcess again = Program.run(folder, "rerun", "run", "--out", "again", "--quiet");
    assertThat(again.out()).contains("again agrees with run bit for bit");
    assertThat(again.status()).isZero();

    Path weights = folder.resolve("run").resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    JavaProcess other = Program.run(folder, "rerun", "run", "--out", "other", "--quiet", "--json");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.out()).contains("\"agrees\" : false", "the weights (weights.safetensors)");
  }
}
