package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;

class FolderLockTests {
  @TempDir Path folder;

  @Test
  void folderThatIsTakenIsRefusedAndItsHolderNamed() {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContainingAll(
              "cannot work in " + folder, "process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void folderCanBeTakenAgainWhenItIsLetGoOf() throws IOException {
    Path made = folder.resolve("made");
    FolderLock.take(made).close();
    assertThat(made.resolve(".lock")).isEmptyFile();
    FolderLock.take(made).close();
  }

  /** The text alone locks nothing. */
  @Test
  void lockOfAProcessThatDiedIsTakenOver() throws IOException {
    Files.writeString(folder.resolve(".lock"), "4194304");
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThat(folder.resolve(".lock")).hasContent("" + ProcessHandle.current().pid());
    }
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> FolderLock.take(file))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot write " + file);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void aLinkInTheLocksPlaceIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path other = Files.writeString(elsewhere.resolve("other"), "somebody else's");
    Files.createSymbolicLink(folder.resolve(FolderLock.FILE), other);
    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(FolderLock.FILE);
    assertThat(other).hasContent("somebody else's");
  }
}
