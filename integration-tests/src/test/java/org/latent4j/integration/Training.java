package org.latent4j.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.latent4j.runtime.testing.JavaProcess;

/** A training in a process of its own that can be looked at, and ended, while it runs. */
final class Training implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final List<String> RESET = List.of("env", "--default-signal=INT");
  private static final boolean ENV_RESETS_SIGNALS =
      succeeds(Stream.concat(RESET.stream(), Stream.of("true")).toList());

  private final Process process;
  private final Path out;
  private final Path err;

  private Training(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The words that train a model on sprites, with a checkpoint after each step. */
  static String[] words(String model, Path run, int epochs) {
    List<String> words = new ArrayList<>(List.of("train", "--model", model));
    words.addAll(List.of("--out", run.toString(), "--epochs", "" + epochs, "--batch", "32"));
    words.addAll(List.of("--latent", "3", "--threads", "1"));
    List<String> settings =
        List.of(
            "data.size=16",
            "data.train=256",
            "data.validation=64",
            "data.test=64",
            "encoder.hidden=[16]",
            "decoder.hidden=[16]",
            "evaluation.elbo-samples=1",
            "training.checkpoint-seconds=0.000001");
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    return words.toArray(String[]::new);
  }

  /** Starts the program with these words. */
  static Training start(Path folder, String... words) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command(folder, words))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Training(process, out, err);
  }

  /** A build in the background ignores SIGINT, and all that it starts; undone where that can be. */
  private static List<String> command(Path folder, String... words) {
    List<String> command = new ArrayList<>();
    if (ENV_RESETS_SIGNALS) {
      command.addAll(RESET);
    }
    command.addAll(Program.command(folder, words));
    return command;
  }

  private static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Something that is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until something is so, or the process has ended; looks ten times a millisecond. */
  void await(Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && !condition.holds()) {
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException("it does not come to that: " + text(err));
      }
      LockSupport.parkNanos(100_000);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long id() {
    return process.pid();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    end();
  }

  /** Kills it if it is still running, so that a test that fails leaves nothing behind. */
  @Override
  public void close() {
    kill();
  }

  /** Sends a signal by name, such as {@code INT}. */
  void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start();
  }

  /** Waits for the end. */
  JavaProcess end() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("it does not end: " + text(err));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new JavaProcess(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
