package org.latent4j.runtime.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.latent4j.api.Latent4jException;

/**
 * Writes files so that at any moment, a power cut included, a file holds either all of the old
 * content or all of the new: into a temporary file beside it, forced to disk, then renamed over it.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Puts out a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file and whatever folders it lies in. A link is followed. Something that exists but is
   * no regular file, such as a pipe, is written to directly.
   *
   * @throws Latent4jException if that fails; the old file is then as it was, and nothing new is
   *     left behind
   */
  public static void write(Path file, Content content) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new FileSystemException(file.toString(), null, "it is a directory");
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          content.writeTo(out);
        }
        return;
      }
      replace(target, content);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  /** Writes these bytes; see {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] content) {
    write(file, out -> out.write(content));
  }

  /** Writes a text in UTF-8; see {@link #write(Path, Content)}. */
  public static void writeText(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void replace(Path target, Content content) throws IOException {
    Optional<Path> parent = Optional.ofNullable(target.getParent());
    if (parent.isPresent()) {
      Files.createDirectories(parent.get());
    }
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + token() + ".tmp");
    // Not Files.createTempFile, which lets nobody but the owner read the file.
    boolean renamed = false;
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
      renamed = true;
    } finally {
      if (!renamed) {
        Files.deleteIfExists(temporary);
      }
    }
    if (parent.isPresent()) {
      forceDirectory(parent.get());
    }
  }

  private static String token() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** Makes the rename itself durable. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories, and needs none forced. Elsewhere the content is whole either
      // way; only which of the two a power cut leaves is open.
      return;
    }
  }
}
