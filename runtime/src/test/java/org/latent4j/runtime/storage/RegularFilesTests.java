package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;

class RegularFilesTests {
  @TempDir Path folder;

  @Test
  void aTextIsReadUpToItsBound() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "é1234");
    assertThat(RegularFiles.text(file, 6)).isEqualTo("é1234");
    assertThatThrownBy(() -> RegularFiles.text(file, 5))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("cannot read " + file)
        .hasMessageContaining("more than");
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> RegularFiles.text(file, 100))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no text in UTF-8");
  }

  @Test
  void whatIsNoFileIsNamed() {
    assertThatThrownBy(() -> RegularFiles.require(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("it is a directory");
    assertThatThrownBy(() -> RegularFiles.require(folder.resolve("absent")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDeviceIsNoFileAlsoBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));
    assertThatThrownBy(() -> RegularFiles.require(link))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no regular file but a device");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void aLinkBelowAFolderIsFoundButNotFollowed() throws IOException {
    Path below = Files.createDirectories(folder.resolve("run").resolve("checkpoint"));
    assertThatCode(() -> RegularFiles.requireNoLinks(folder)).doesNotThrowAnyException();
    Path link = Files.createSymbolicLink(below.resolve("link"), folder);
    assertThatThrownBy(() -> RegularFiles.requireNoLinks(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(link + " is a symbolic link, to " + folder);
    assertThatCode(() -> RegularFiles.requireNoLinks(folder.resolve("absent")))
        .doesNotThrowAnyException();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void aLinkInAFolderThatIsReachedByALinkIsFoundToo() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path alias = Files.createSymbolicLink(folder.resolve("alias"), run);
    assertThatCode(() -> RegularFiles.requireNoLinks(alias)).doesNotThrowAnyException();
    Files.createSymbolicLink(run.resolve("link"), folder);
    assertThatThrownBy(() -> RegularFiles.requireNoLinks(alias))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("link is a symbolic link, to " + folder)
        .hasMessageContaining("written in " + alias + " would go there");
  }

  @Test
  @Timeout(60)
  void whatAnotherDeletesMeanwhileIsNoLink() throws Exception {
    AtomicInteger deleted = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (!enough.get()) {
                  Path checkpoint = folder.resolve("step-" + deleted.get() % 8);
                  Files.createDirectory(checkpoint);
                  Files.createFile(checkpoint.resolve("state"));
                  Files.delete(checkpoint.resolve("state"));
                  Files.delete(checkpoint);
                  deleted.incrementAndGet();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      while (deleted.get() < 2000) {
        RegularFiles.requireNoLinks(folder);
      }
    } finally {
      enough.set(true);
      other.get();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
