package org.latent4j.data.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latent4j.api.Latent4jException;

/**
 * The header of an npy file (NumPy Enhancement Proposal 1 and numpy.lib.format, versions 1.0 to
 * 3.0): a magic text, a version, a length, and a Python dictionary with the type, the order and the
 * shape.
 */
final class NpyHeader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 20;
  private static final long LONGEST_DIMENSION = Integer.MAX_VALUE - 8;
  private static final long MOST_VALUES = 1L << 48;

  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");

  private final NpyType type;
  private final boolean columnMajor;
  private final int[] shape;
  private final int length;

  private NpyHeader(NpyType type, boolean columnMajor, int[] shape, int length) {
    this.type = type;
    this.columnMajor = columnMajor;
    this.shape = shape;
    this.length = length;
  }

  NpyType type() {
    return type;
  }

  /** Whether the first index runs fastest (Fortran) and not the last (C). */
  boolean isColumnMajor() {
    return columnMajor;
  }

  int[] shape() {
    return shape.clone();
  }

  /** The number of values. */
  long count() {
    long count = 1;
    for (int dimension : shape) {
      count *= dimension;
    }
    return count;
  }

  /** The number of bytes of the header and the values together. */
  long fileLength() {
    return length + count() * type.bytes();
  }

  /** The number of bytes of the header. */
  int length() {
    return length;
  }

  /**
   * Reads a header; the stream then stands at the first value.
   *
   * @param where names the file, and the array within it, in messages
   */
  static NpyHeader read(String where, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (!Arrays.equals(Arrays.copyOf(start, Math.min(6, start.length)), MAGIC)) {
      throw new Latent4jException(
          where
              + ": begins with "
              + HexFormat.of().formatHex(Arrays.copyOf(start, Math.min(6, start.length)))
              + "; an npy array begins with 934e554d5059 (\\x93NUMPY)");
    }
    if (start.length < 8) {
      throw new EOFException();
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new Latent4jException(
          where + ": is of npy version " + version + "." + start[7] + "; 1.0 to 3.0 are read");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    ByteBuffer lengthBuffer =
        ByteBuffer.wrap(exactly(in, lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
    long length =
        version == 1
            ? Short.toUnsignedLong(lengthBuffer.getShort())
            : Integer.toUnsignedLong(lengthBuffer.getInt());
    if (length > LONGEST) {
      throw new Latent4jException(
          where + ": claims a header of " + length + " bytes; at most " + LONGEST + " are read");
    }
    String text =
        new String(
            exactly(in, (int) length),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return parse(where, text.strip(), 8 + lengthBytes + (int) length);
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static NpyHeader parse(String where, String text, int length) {
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (text.matches("(?s).*['\"]descr['\"]\\s*:\\s*\\[.*")) {
      throw new Latent4jException(
          where + ": holds records of several fields; save each field as an array of its own");
    }
    if (!text.startsWith("{") || !type.find() || !order.find() || !shape.find()) {
      throw new Latent4jException(
          where
              + ": its header is not a dictionary of descr, fortran_order and shape, but '"
              + (text.length() > 100 ? text.substring(0, 100) + "…" : text)
              + "'");
    }
    return new NpyHeader(
        NpyType.parse(where, type.group(1)),
        order.group(1).equals("True"),
        shape(where, shape.group(1)),
        length);
  }

  private static int[] shape(String where, String text) {
    // Python writes a comma after the only dimension, and may after the last of several.
    String dimensions = text.strip().replaceFirst("(?<=[^,]),$", "");
    String[] parts = dimensions.isEmpty() ? new String[0] : dimensions.split(",", -1);
    int[] shape = new int[parts.length];
    long count = 1;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      // Python 2 wrote long integers as 5L.
      if (!part.matches("\\d{1,18}L?")) {
        throw new Latent4jException(
            where + ": has the shape (" + text + "); dimensions are numbers that are not negative");
      }
      long dimension = Long.parseLong(part.replace("L", ""));
      if (dimension == 0) {
        throw new Latent4jException(where + ": has the shape (" + text + "), which is empty");
      }
      if (dimension > LONGEST_DIMENSION || count * dimension > MOST_VALUES) {
        throw new Latent4jException(
            where
                + ": has the shape ("
                + text
                + "); a dimension is at most "
                + LONGEST_DIMENSION
                + ", and all values are at most "
                + MOST_VALUES
                + ", so save fewer examples to a file");
      }
      count *= dimension;
      shape[i] = (int) dimension;
    }
    return shape;
  }
}
