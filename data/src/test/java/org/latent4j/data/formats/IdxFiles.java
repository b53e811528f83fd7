package org.latent4j.data.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files for tests, byte by byte, not with the code under test. */
public final class IdxFiles {
  private IdxFiles() {}

  public static byte[] bytes(int magic, int[] dimensions, int values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + values);
    buffer.putInt(magic);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    for (int i = 0; i < values; i++) {
      buffer.put((byte) (i * 7));
    }
    return buffer.array();
  }

  /** Images whose i-th byte is 7i modulo 256. */
  public static byte[] images(int count, int height, int width) {
    return bytes(0x803, new int[] {count, height, width}, count * height * width);
  }

  /** Labels that count through the classes. */
  public static byte[] labels(int count, int classes) {
    byte[] bytes = bytes(0x801, new int[] {count}, count);
    for (int i = 0; i < count; i++) {
      bytes[8 + i] = (byte) (i % classes);
    }
    return bytes;
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Path write(Path path, byte[] content) {
    try {
      Files.createDirectories(path.getParent());
      return Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
