package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;

class WholeFileTests {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such permissions")
  void aFileMayBeReadByWhomTheUserLetsReadFiles() throws IOException {
    Path usual = Files.createFile(folder.resolve("usual"));
    Path array = folder.resolve("array.npy");
    Path numbers = folder.resolve("numbers.npy");

    NpyWriter.write(array, Tensor.zeros(2, 3));
    NpyWriter.write(numbers, new int[] {1, 2});

    assertThat(Files.getPosixFilePermissions(array))
        .isEqualTo(Files.getPosixFilePermissions(usual))
        .isEqualTo(Files.getPosixFilePermissions(numbers));
  }

  @Test
  void aFailureHalfWayLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("No space left on device");

    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList()).isEqualTo(List.of(file));
    }
  }
}
