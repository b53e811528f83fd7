package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;

class AtomicFilesTests {
  @TempDir Path folder;

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void newContentReplacesTheOldAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.writeText(file, "old and longer");
    AtomicFiles.writeText(file, "new ä");
    assertThat(file).hasContent("new ä");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void missingFoldersAreMade() {
    Path file = folder.resolve("deep").resolve("deeper").resolve("a.txt");
    AtomicFiles.write(file, new byte[] {1, 2});
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
  }

  @Test
  void failureHalfWayKeepsTheOldFileAndRemovesTheNewOne() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.writeText(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "cannot write "
                + file
                + ": No space left on device; free some space or write to another disk");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void programmingErrorHalfWayCleansUpToo() throws IOException {
    Path file = folder.resolve("a.txt");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void folderInThePlaceOfTheFileIsNamed() {
    assertThatThrownBy(() -> AtomicFiles.writeText(folder, "x"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot write " + folder + ": it is a directory");
  }

  @Test
  void fileInThePlaceOfAFolderIsNamed() {
    Path file = folder.resolve("plain");
    AtomicFiles.writeText(file, "x");
    Path below = file.resolve("a.txt");
    assertThatThrownBy(() -> AtomicFiles.writeText(below, "x"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot write " + below)
        .hasMessageContaining("choose another place");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void linkIsFollowed() throws IOException {
    Path real = folder.resolve("real.txt");
    AtomicFiles.writeText(real, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    AtomicFiles.writeText(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
  void fileIsAsReadableAsAnyOther() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path ours = folder.resolve("ours");
    AtomicFiles.writeText(ours, "x");
    assertThat(Files.getPosixFilePermissions(ours))
        .isEqualTo(Files.getPosixFilePermissions(plain))
        .contains(PosixFilePermission.OWNER_READ);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDeviceIsNamed() {
    Path full = Path.of("/dev/full");
    assertThatThrownBy(() -> AtomicFiles.writeText(full, "x"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot write /dev/full: ")
        .hasMessageContaining("No space left on device; free some space");
  }

  @Test
  void folderAppearsWithAllItsFiles() throws IOException {
    Path made = folder.resolve("made");
    AtomicFiles.writeFolder(
        made,
        aside -> {
          AtomicFiles.writeText(aside.resolve("a.txt"), "a");
          assertThat(made).doesNotExist();
          AtomicFiles.writeText(aside.resolve("b.txt"), "b");
        });
    assertThat(made.resolve("a.txt")).hasContent("a");
    assertThat(made.resolve("b.txt")).hasContent("b");
    assertThat(names()).containsExactly("made");
  }

  @Test
  void folderThatFailsHalfWayLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    folder.resolve("made"),
                    aside -> {
                      AtomicFiles.writeText(aside.resolve("a.txt"), "a");
                      throw new IOException("Disk quota exceeded");
                    }))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("Disk quota exceeded; free some space");
    assertThat(names()).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsFoundAndNothingElse() throws IOException {
    AtomicFiles.writeText(folder.resolve(".mine.tmp"), "x");
    AtomicFiles.writeText(folder.resolve("a.txt"), "x");
    AtomicFiles.write(
        folder.resolve("b.txt"),
        out -> {
          try (Stream<Path> written = Files.list(folder)) {
            Path unfinished = written.filter(AtomicFiles::isUnfinished).findFirst().orElseThrow();
            Files.copy(unfinished, folder.resolve(".c.txt.0123456789abcdef.tmp"));
          }
        });
    Path cutOff = Files.createDirectory(folder.resolve(".step-3.00ffffffffffffff.tmp"));
    AtomicFiles.writeText(cutOff.resolve("d"), "x");

    AtomicFiles.deleteUnfinished(folder);

    assertThat(names()).containsExactlyInAnyOrder(".mine.tmp", "a.txt", "b.txt");
    AtomicFiles.deleteUnfinished(folder.resolve("absent"));
  }
}
