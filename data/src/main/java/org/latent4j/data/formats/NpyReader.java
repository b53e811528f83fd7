package org.latent4j.data.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.latent4j.api.Latent4jException;

/** Reads one npy array: the header at once, the values in the form that is asked for. */
final class NpyReader {
  private static final int BLOCK = 1 << 16;
  private static final long MOST_HELD = Integer.MAX_VALUE - 8;

  private final String where;
  private final InputStream in;
  private final NpyHeader header;

  private NpyReader(String where, InputStream in, NpyHeader header) {
    this.where = where;
    this.in = in;
    this.header = header;
  }

  /**
   * Reads the header and holds it against what there is.
   *
   * @param where names the file, and the array within it, in messages
   * @param length the number of bytes that header and values should have together
   * @throws Latent4jException if it is no npy header, or does not agree with the length
   */
  static NpyReader open(String where, InputStream in, long length) throws IOException {
    NpyHeader header = NpyHeader.read(where, in);
    if (header.fileLength() != length) {
      throw new Latent4jException(
          where
              + ": has "
              + length
              + " bytes, but its header (shape "
              + Arrays.toString(header.shape())
              + ", "
              + header.type().bytes()
              + " bytes a value) asks for "
              + header.fileLength()
              + "; the file is cut off or damaged");
    }
    return new NpyReader(where, in, header);
  }

  String where() {
    return where;
  }

  NpyHeader header() {
    return header;
  }

  /**
   * The number of values, where all of them are to be held.
   *
   * @throws Latent4jException if no Java array holds them
   */
  private int count() {
    long count = header.count();
    if (count > MOST_HELD) {
      throw new Latent4jException(
          where
              + ": has "
              + count
              + " values; more than "
              + MOST_HELD
              + " are read only from a npy file (not in an npz, not column-major, not channels-first),"
              + " which then stays on disk");
    }
    return (int) count;
  }

  /** The values as bytes, row-major; booleans are 0 and 1. */
  byte[] bytes() throws IOException {
    int count = count();
    InputFile.requireMemory(where, count);
    byte[] values = in.readNBytes(count);
    if (values.length < count) {
      throw new EOFException();
    }
    if (header.type().kind() == NpyType.Kind.BOOLEAN) {
      for (int i = 0; i < count; i++) {
        values[i] = (byte) (values[i] == 0 ? 0 : 1);
      }
    }
    if (!header.isColumnMajor()) {
      return values;
    }
    byte[] rowMajor = new byte[count];
    LongUnaryOperator place = places();
    for (int i = 0; i < count; i++) {
      rowMajor[(int) place.applyAsLong(i)] = values[i];
    }
    return rowMajor;
  }

  /**
   * The values as floats, row-major.
   *
   * @throws Latent4jException if one is not finite as a float
   */
  float[] floats() throws IOException {
    int count = count();
    InputFile.requireMemory(where, (long) Float.BYTES * count);
    float[] values = new float[count];
    LongUnaryOperator place = header.isColumnMajor() ? places() : i -> i;
    NpyType type = header.type();
    byte[] block = new byte[BLOCK];
    ByteBuffer buffer = ByteBuffer.wrap(block).order(type.order());
    int done = 0;
    while (done < count) {
      int inBlock = Math.min(BLOCK / type.bytes(), count - done);
      fill(block, inBlock * type.bytes());
      buffer.clear();
      for (int i = 0; i < inBlock; i++) {
        int at = (int) place.applyAsLong(done++);
        double value = type.next(buffer);
        if (!Float.isFinite((float) value)) {
          throw notFinite(at, value);
        }
        values[at] = (float) value;
      }
    }
    return values;
  }

  /** The values in full precision, row-major, as they are. */
  double[] doubles() throws IOException {
    int count = count();
    InputFile.requireMemory(where, (long) Double.BYTES * count);
    double[] values = new double[count];
    LongUnaryOperator place = header.isColumnMajor() ? places() : i -> i;
    NpyType type = header.type();
    byte[] one = new byte[type.bytes()];
    ByteBuffer buffer = ByteBuffer.wrap(one).order(type.order());
    for (int i = 0; i < count; i++) {
      fill(one, one.length);
      buffer.clear();
      values[(int) place.applyAsLong(i)] = type.next(buffer);
    }
    return values;
  }

  private void fill(byte[] block, int length) throws IOException {
    if (in.readNBytes(block, 0, length) < length) {
      throw new EOFException();
    }
  }

  /** Where the i-th value of a column-major file stands in row-major order. */
  private LongUnaryOperator places() {
    int[] shape = header.shape();
    return i -> {
      long rest = i;
      long place = 0;
      long stride = header.count();
      for (int dimension : shape) {
        stride /= dimension;
        place += rest % dimension * stride;
        rest /= dimension;
      }
      return place;
    };
  }

  private Latent4jException notFinite(int at, double value) {
    int[] shape = header.shape();
    int columns = shape.length == 0 ? 1 : count() / shape[0];
    return new Latent4jException(
        where
            + ": row "
            + at / columns
            + ", column "
            + at % columns
            + " (counted from 0) is "
            + value
            + (Double.isFinite(value) ? ", which no float holds" : "")
            + "; only finite numbers can be learned from, so remove or replace it");
  }
}
