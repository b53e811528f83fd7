package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;

/** A file system in memory that is full sooner or later. */
class FullDiskTests {
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final DataSplits DATA = Toy.patterns(100, 40, 10);
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(Map.of("epochs", 4, "batch", 32, "checkpoint-seconds", 1e-9));
  private static final int BLOCK = 512;

  @TempDir Path disk;

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static Trainer trainer(Path folder) {
    return Toy.trainer(ENGINE, DATA, SETTINGS).directory(folder).build();
  }

  @Test
  void wheneverTheDiskIsFullThatIsSaidAndTheLastCheckpointIsWhole() throws IOException {
    Path whole = disk.resolve("whole");
    trainer(whole).train(Toy.vae(1));
    int failures = 0;
    int resumed = 0;
    // From hardly anything to enough, in steps of less than a file.
    long checkpoint = size(whole.resolve("checkpoint").resolve("step-16"));
    for (long room = BLOCK; room < 4 * checkpoint; room += checkpoint / 7) {
      try (FileSystem small = fileSystem(room)) {
        Path folder = small.getPath("/run");
        String message = "";
        try {
          trainer(folder).train(Toy.vae(1));
        } catch (Latent4jException e) {
          message = String.valueOf(e.getMessage());
        }
        if (message.isEmpty()) {
          continue;
        }
        failures++;
        assertThat(message).contains("cannot write", "out of disk space", "free some space");
        Path freed = disk.resolve("freed-" + room);
        copy(folder, freed);
        if (message.contains("is kept in")) {
          trainer(freed).resume(Toy.vae(2));
          assertThat(state(freed)).hasSameBinaryContentAs(state(whole));
          resumed++;
        } else {
          assertThatThrownBy(() -> trainer(freed).resume(Toy.vae(2)))
              .isInstanceOf(Latent4jException.class)
              .hasMessageContaining("there is no checkpoint");
        }
      }
    }
    assertThat(failures).isGreaterThan(10);
    assertThat(resumed).isGreaterThan(5);
  }

  private static FileSystem fileSystem(long bytes) {
    return Jimfs.newFileSystem(
        Configuration.unix().toBuilder().setBlockSize(BLOCK).setMaxSize(bytes).build());
  }

  private static Path state(Path run) {
    return run.resolve("checkpoint").resolve("step-16").resolve("state.safetensors");
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path entry : all.toList()) {
        Files.copy(entry, to.resolve(from.relativize(entry).toString()));
      }
    }
  }
}
