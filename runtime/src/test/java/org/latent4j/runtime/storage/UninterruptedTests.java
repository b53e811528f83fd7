package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.tensor.Tensor;

/** Java closes the channels of a thread that is interrupted; files are written and read anyway. */
class UninterruptedTests {
  @TempDir Path folder;

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void aThreadThatIsInterruptedWritesReadsAndLocks() {
    Thread.currentThread().interrupt();
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      Path file = folder.resolve("tensors");
      Safetensors.write(file, Map.of("x", Tensor.of(new float[] {1, 2}, 2)), Map.of());
      assertThat(Safetensors.read(file).tensors().get("x").data()).containsExactly(1, 2);
      Path log = folder.resolve("log");
      AtomicFiles.append(log, "one\n");
      AtomicFiles.append(log, "two\n");
      assertThat(RegularFiles.text(log, 100)).isEqualTo("one\ntwo\n");
      Path inside = folder.resolve("folder");
      AtomicFiles.writeFolder(inside, aside -> AtomicFiles.writeText(aside.resolve("a"), "text"));
      assertThat(Checksum.of(inside.resolve("a"))).isEqualTo(Checksum.of("text"));
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  /** At whatever moment it comes. */
  @Test
  void interruptsThatComeMeanwhileLeaveFilesWhole() throws IOException {
    byte[] content = new byte[1 << 18];
    Arrays.fill(content, (byte) 'x');
    Path file = folder.resolve("file");
    Path log = folder.resolve("log");
    Thread writer = Thread.currentThread();
    AtomicBoolean ended = new AtomicBoolean();
    Thread interrupter =
        new Thread(
            () -> {
              while (!ended.get()) {
                writer.interrupt();
              }
            });
    interrupter.start();
    try {
      for (int i = 0; i < 20; i++) {
        AtomicFiles.write(file, content);
        AtomicFiles.append(log, i + "\n");
      }
    } finally {
      ended.set(true);
      while (interrupter.isAlive()) {
        Thread.yield(); // not join(), which an interrupt ends
      }
      Thread.interrupted();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(Files.readAllLines(log)).hasSize(20).startsWith("0", "1").endsWith("19");
  }
}
