package org.latent4j.data.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.latent4j.api.Latent4jException;

/** Opens files, and puts what can go wrong with them into words. */
final class InputFile {
  /** Deflate makes of one byte at most 1032 (Deutsch, RFC 1951: 258 bytes from two bits). */
  static final int MOST_INFLATED = 1032;

  private static final int BUFFER = 1 << 16;

  private InputFile() {}

  /** Throws unless there is a file that can be read and is not empty. */
  static void require(Path path) {
    if (!Files.exists(path)) {
      throw new Latent4jException(path + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new Latent4jException(path + ": is a folder, but a file is wanted");
    }
    if (!Files.isRegularFile(path)) {
      throw new Latent4jException(
          path
              + ": is no regular file but a device, a pipe or the like; copy its content to a file");
    }
    if (!Files.isReadable(path)) {
      throw new Latent4jException(path + ": may not be read; check its permissions");
    }
    if (size(path) == 0) {
      throw new Latent4jException(path + ": the file is empty");
    }
  }

  static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Whether the file begins as gzip files do. */
  static boolean isGzip(Path path) {
    require(path);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(2);
      return start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** The content, decompressed if it is gzip. */
  static InputStream open(Path path) throws IOException {
    boolean gzip = isGzip(path);
    InputStream file = Files.newInputStream(path);
    try {
      return gzip ? new GZIPInputStream(file, BUFFER) : new BufferedInputStream(file, BUFFER);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * The most bytes that the content can have: as many as the file, or for gzip what they can unpack
   * to. A header that claims more is wrong, and is found out before memory is taken.
   */
  static long mostContent(Path path) {
    return isGzip(path) ? size(path) * MOST_INFLATED : size(path);
  }

  /** Throws if so many bytes are more than this Java process may have. */
  static void requireMemory(Object where, long bytes) {
    long most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new Latent4jException(
          where
              + ": takes "
              + (bytes >> 20)
              + " MiB of memory, but Java may use "
              + (most >> 20)
              + " MiB; allow it more (java -Xmx…) or use fewer examples");
    }
  }

  /** A failed reading, as a message. */
  static Latent4jException failed(Path path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new Latent4jException(path + ": there is no such file", e);
    }
    if (e instanceof AccessDeniedException) {
      return new Latent4jException(path + ": may not be read; check its permissions", e);
    }
    if (e instanceof ClosedByInterruptException) {
      return new Latent4jException(
          path + ": was not read, because the thread was interrupted; open it again", e);
    }
    if (e instanceof EOFException) {
      return new Latent4jException(
          path + ": ends too early; the file is cut off, so copy or download it again", e);
    }
    if (e instanceof ZipException) {
      return new Latent4jException(
          path
              + ": the compressed data is damaged ("
              + e.getMessage()
              + "); copy or download the file again",
          e);
    }
    if (e instanceof CharacterCodingException) {
      return new Latent4jException(path + ": is not text in UTF-8; convert it first", e);
    }
    return new Latent4jException(path + ": could not be read: " + e.getMessage(), e);
  }
}
