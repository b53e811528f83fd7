package org.latent4j.runtime.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;

/**
 * Writes files so that at any moment, a power cut included, a file holds either all of the old
 * content or all of the new: into a temporary file beside it, forced to disk, then renamed over it.
 */
public final class AtomicFiles {
  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f]{16}\\.tmp");

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

  /**
   * Adds to the end of a file, which is made if it is not there, and forces that to disk.
   *
   * @throws Latent4jException if that fails, or the file is a link
   */
  public static void append(Path file, String text) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    try {
      Uninterrupted.run(
          () -> {
            try (FileChannel channel =
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS)) {
              while (bytes.hasRemaining()) { // what is written is not written again
                channel.write(bytes);
              }
              channel.force(false);
              return channel;
            }
          });
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  /** Fills a folder. */
  @FunctionalInterface
  public interface FolderContent {
    /** Writes all its files, by {@link AtomicFiles}. */
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Makes a folder that at any moment is there with all its files or not at all: filled under
   * another name beside its own, forced to disk, then renamed.
   *
   * @param folder not there yet
   * @throws Latent4jException if that fails; nothing new is then left behind
   */
  public static void writeFolder(Path folder, FolderContent content) {
    Path parent = folder.toAbsolutePath().getParent();
    Path temporary = temporary(folder.toAbsolutePath());
    try {
      Files.createDirectories(temporary);
      boolean renamed = false;
      try {
        content.writeTo(temporary);
        forceDirectory(temporary);
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        renamed = true;
      } finally {
        if (!renamed) {
          delete(temporary);
        }
      }
      Optional.ofNullable(parent).ifPresent(AtomicFiles::forceDirectory);
    } catch (IOException e) {
      throw FileFailure.writing(folder, e);
    }
  }

  /**
   * Deletes what a process that was killed had not finished in a folder. Nobody else may be writing
   * there.
   *
   * @throws Latent4jException if that fails
   */
  public static void deleteUnfinished(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (isUnfinished(entry)) {
          delete(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return; // nothing there, nothing unfinished
    } catch (IOException e) {
      throw FileFailure.writing(folder, e);
    }
  }

  /** Whether it is what a process that was killed left behind. */
  public static boolean isUnfinished(Path entry) {
    return TEMPORARY.matcher(String.valueOf(entry.getFileName())).matches();
  }

  /** Deletes a file, or a folder with all that is in it, if it is there. */
  public static void delete(Path entry) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.list(entry)) {
        for (Path below : inside.toList()) {
          delete(below);
        }
      }
    }
    Files.deleteIfExists(entry);
  }

  private static void replace(Path target, Content content) throws IOException {
    Optional<Path> parent = Optional.ofNullable(target.getParent());
    if (parent.filter(AtomicFiles::isUnfinished).isPresent()) {
      force(target, content); // what is in a folder that is not there yet needs no second name
      return;
    }
    if (parent.isPresent()) {
      Files.createDirectories(parent.get());
    }
    Path temporary = temporary(target);
    boolean renamed = false;
    try {
      force(temporary, content);
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

  /** Writes a new file and forces it to disk. */
  private static void force(Path file, Content content) throws IOException {
    // Not Files.createTempFile, which lets nobody but the owner read the file.
    // Nor a channel's stream, which an interrupt of the thread closes.
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            1 << 16)) {
      content.writeTo(out);
      out.flush();
      force(file, StandardOpenOption.WRITE);
    }
  }

  private static void force(Path file, OpenOption access) throws IOException {
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(file, access)) {
            channel.force(true);
            return channel;
          }
        });
  }

  private static Path temporary(Path target) {
    return target.resolveSibling(
        String.format(
            Locale.ROOT,
            ".%s.%016x.tmp",
            target.getFileName(),
            ThreadLocalRandom.current().nextLong()));
  }

  /** Makes the rename itself durable. */
  private static void forceDirectory(Path directory) {
    try {
      force(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      // Windows opens no directories, and needs none forced. Elsewhere the content is whole either
      // way; only which of the two a power cut leaves is open.
      return;
    }
  }
}
