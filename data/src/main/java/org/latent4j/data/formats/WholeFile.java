package org.latent4j.data.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.latent4j.api.Latent4jException;

/**
 * Writes a file that is there whole or not at all: to a temporary name beside it, forced to disk,
 * then renamed.
 */
public final class WholeFile {
  private WholeFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a file; its folder is made if it is not there.
   *
   * @throws Latent4jException if it cannot be written (no permission, disk full); what was there
   *     before is then still there
   */
  public static void write(Path file, Content content) {
    try {
      writeOrFail(file, content);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** A failed writing, as a message. */
  public static Latent4jException failed(Path file, IOException e) {
    return new Latent4jException(
        file
            + ": could not be written ("
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + "); check that the folder may be written to and that the disk is not full",
        e);
  }

  /** As {@link #write}, for callers with words of their own for a failure. */
  public static void writeOrFail(Path file, Content content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.resolveSibling(".").normalize();
    Files.createDirectories(folder);
    Path aside = aside(absolute);
    try {
      // Not Files.createTempFile, which lets nobody but the owner read the file.
      try (FileChannel channel =
          FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      move(aside, absolute);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static Path aside(Path file) {
    return file.resolveSibling(
        String.format(
            Locale.ROOT,
            ".%s.%016x.tmp",
            file.getFileName(),
            ThreadLocalRandom.current().nextLong()));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
