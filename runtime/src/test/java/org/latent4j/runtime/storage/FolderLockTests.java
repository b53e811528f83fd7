package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;

class FolderLockTests {
  @TempDir Path folder;

  @Test
  void aSecondLockIsRefusedAndNamesTheProcess() {
    try (FolderLock first = FolderLock.of(folder)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> FolderLock.of(folder))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContainingAll(
              folder.toString(), "in use by process " + ProcessHandle.current().pid(), "wait");
    }
  }

  @Test
  void aLockThatWasGivenBackIsFree() {
    FolderLock.of(folder).close();
    try (FolderLock again = FolderLock.of(folder)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void aFileLeftByADeadProcessIsNoLock() throws IOException {
    Files.writeString(folder.resolve(FolderLock.FILE), "999999999");
    try (FolderLock lock = FolderLock.of(folder)) {
      assertThat(lock).isNotNull();
      assertThat(folder.resolve(FolderLock.FILE))
          .hasContent(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void aFolderThatDoesNotExistIsMade() {
    Path inner = folder.resolve("a").resolve("b");
    FolderLock.of(inner).close();
    assertThat(inner).isDirectory();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidToBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> FolderLock.of(file.resolve("run")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("file");
  }
}
