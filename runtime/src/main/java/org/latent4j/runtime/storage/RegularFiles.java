package org.latent4j.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.latent4j.api.Latent4jException;

/**
 * Files with content of a known length. Anything else is refused before it is opened, also where a
 * link leads to it: a device may have no end, and a pipe waits for somebody to write.
 */
public final class RegularFiles {
  private RegularFiles() {}

  /**
   * Sees that there is a regular file.
   *
   * @throws Latent4jException if there is not
   */
  public static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw FileFailure.reading(file, absence(file));
    }
  }

  private static IOException absence(Path file) {
    if (!Files.exists(file)) {
      return new NoSuchFileException(file.toString());
    }
    return new FileSystemException(
        file.toString(),
        null,
        Files.isDirectory(file)
            ? "it is a directory"
            : "it is no regular file but a device, a pipe or the like");
  }

  /**
   * Sees that nothing in a folder, or in the folders in it, is a link: what is written to a link
   * replaces what it leads to, wherever that is. What another process deletes meanwhile is none.
   *
   * @throws Latent4jException if there is one, or the folder cannot be read
   */
  public static void requireNoLinks(Path folder) {
    try {
      Path start = Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
      Files.walkFileTree(start, new NoLinks(folder));
    } catch (NoSuchFileException e) {
      return; // a folder that is not there holds no links
    } catch (IOException e) {
      throw FileFailure.reading(folder, e);
    }
  }

  private static final class NoLinks extends SimpleFileVisitor<Path> {
    private final Path folder;

    NoLinks(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        throw new Latent4jException(
            file
                + " is a symbolic link, to "
                + Files.readSymbolicLink(file)
                + "; what is written in "
                + folder
                + " would go there, so links are not allowed in it: put the file itself in its"
                + " place (cp -L) or delete it");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  /**
   * Reads a file.
   *
   * @param most bytes that it may have
   * @throws Latent4jException if it cannot be read or is longer
   */
  public static byte[] bytes(Path file, int most) {
    require(file);
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > most) {
        throw tooLong(file, most);
      }
      byte[] bytes = in.readNBytes(most);
      if (in.read() >= 0) {
        throw tooLong(file, most); // it has grown meanwhile
      }
      return bytes;
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  /**
   * Reads a text in UTF-8.
   *
   * @param most bytes that it may have
   * @throws Latent4jException if it cannot be read, is longer, or is no such text
   */
  public static String text(Path file, int most) {
    byte[] bytes = bytes(file, most);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Latent4jException(
          "cannot read "
              + file
              + ": it is no text in UTF-8; it is another file, damaged, or to be converted first",
          e);
    }
  }

  private static Latent4jException tooLong(Path file, int most) {
    return new Latent4jException(
        "cannot read "
            + file
            + ": it has more than "
            + (most >> 20)
            + " MiB, the most that such a file may have; it is another file, or damaged");
  }
}
