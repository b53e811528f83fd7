package org.latent4j.data.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.latent4j.api.Latent4jException;
import org.latent4j.data.RowDataSet;

/**
 * The numbers in an uncompressed file, mapped into memory: they are read where they lie, at any
 * place and by any number of threads, and the file may be larger than memory. Nothing is allocated
 * by reading bytes or floats.
 */
final class MappedNumbers {
  /** Files from this length on are mapped; shorter ones, and compressed ones, are read whole. */
  static final long LEAST_BYTES = 256L << 20;

  /** Bytes of one mapping; a multiple of every number's length, so that no number is cut. */
  private static final long SEGMENT = 1L << 30;

  private final Path file;
  private final long end;
  private final NpyType type;
  private final ByteBuffer[] segments;
  private final FloatBuffer[] floats;

  private MappedNumbers(Path file, long end, NpyType type, ByteBuffer[] segments) {
    this.file = file;
    this.end = end;
    this.type = type;
    this.segments = segments;
    this.floats = new FloatBuffer[isFloat(type) ? segments.length : 0];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = segments[i].asFloatBuffer();
    }
  }

  private static boolean isFloat(NpyType type) {
    return type.kind() == NpyType.Kind.FLOAT && type.bytes() == Float.BYTES;
  }

  /**
   * Maps numbers.
   *
   * @param offset bytes before the first
   * @param count how many there are; the caller has seen to it that the file is as long
   */
  static MappedNumbers map(Path file, long offset, long count, NpyType type) {
    long length = count * type.bytes();
    ByteBuffer[] segments = new ByteBuffer[(int) ((length + SEGMENT - 1) / SEGMENT)];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int i = 0; i < segments.length; i++) {
        long from = i * SEGMENT;
        segments[i] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, offset + from, Math.min(SEGMENT, length - from))
                .order(type.order());
      }
    } catch (IOException e) {
      throw InputFile.failed(file, e);
    }
    return new MappedNumbers(file, offset + length, type, segments);
  }

  /**
   * Rows of these numbers.
   *
   * @param divisor what each is divided by
   */
  RowDataSet.Rows rows(int features, float divisor) {
    if (type.isUnsignedByte()) {
      float[] values = new float[256];
      for (int value = 0; value < values.length; value++) {
        values[value] =
            (type.kind() == NpyType.Kind.BOOLEAN ? Math.min(value, 1) : value) / divisor;
      }
      return (rows, from, to, into) -> {
        requireWhole();
        for (int i = from; i < to; i++) {
          bytes((long) rows[i] * features, into, (i - from) * features, features, values);
        }
      };
    }
    return (rows, from, to, into) -> {
      requireWhole();
      for (int i = from; i < to; i++) {
        numbers((long) rows[i] * features, into, (i - from) * features, features);
      }
      for (int i = 0; i < (to - from) * features; i++) {
        if (!Float.isFinite(into[i])) {
          throw notFinite(rows[from + i / features], i % features, into[i]);
        }
        into[i] /= divisor;
      }
    };
  }

  /**
   * Sees that the file still has all that is mapped. If it is cut off while it is read, Java throws
   * an {@link InternalError}.
   */
  private void requireWhole() {
    long length = InputFile.size(file);
    if (length < end) {
      throw new Latent4jException(
          file + ": had " + end + " bytes when it was opened, and now has " + length);
    }
  }

  /** Whether each of the unsigned bytes stands for 0 or 1. */
  boolean isBinary() {
    if (type.kind() == NpyType.Kind.BOOLEAN) {
      return true;
    }
    for (ByteBuffer segment : segments) {
      for (int i = 0; i < segment.limit(); i++) {
        if ((segment.get(i) & ~1) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void bytes(long place, float[] into, int at, int length, float[] values) {
    for (int done = 0; done < length; ) {
      ByteBuffer segment = segments[(int) ((place + done) / SEGMENT)];
      int from = (int) ((place + done) % SEGMENT);
      int part = Math.min(length - done, segment.limit() - from);
      for (int i = 0; i < part; i++) {
        into[at + done + i] = values[segment.get(from + i) & 0xff];
      }
      done += part;
    }
  }

  private void numbers(long place, float[] into, int at, int length) {
    int bytes = type.bytes();
    for (int done = 0; done < length; ) {
      long position = (place + done) * bytes;
      int index = (int) (position / SEGMENT);
      int from = (int) (position % SEGMENT);
      int part = Math.min(length - done, (segments[index].limit() - from) / bytes);
      if (floats.length > 0) {
        floats[index].get(from / bytes, into, at + done, part);
      } else {
        ByteBuffer own = segments[index].duplicate().order(type.order()).position(from);
        for (int i = 0; i < part; i++) {
          into[at + done + i] = (float) type.next(own);
        }
      }
      done += part;
    }
  }

  private Latent4jException notFinite(int row, int column, float value) {
    return new Latent4jException(
        file
            + ": row "
            + row
            + ", column "
            + column
            + " (counted from 0) is "
            + value
            + " as a float; only finite numbers can be learned from, so remove or replace it");
  }
}
