package org.latent4j.data.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.data.ByteDataSet;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.RowDataSet;

/**
 * Reads IDX files, the format of MNIST (LeCun, Cortes and Burges), plain or gzipped: two zero
 * bytes, a type (08: unsigned bytes, the only one read here), the number of dimensions, the
 * dimensions as big-endian 32-bit integers, the values row by row.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  private Idx() {}

  /**
   * Reads one file.
   *
   * @throws Latent4jException if it is missing, not an IDX file of unsigned bytes, damaged, or not
   *     exactly as long as its header says
   */
  public static IdxArray read(Path path) {
    InputFile.require(path);
    long mostContent = InputFile.mostContent(path);
    try (InputStream in = InputFile.open(path)) {
      int[] shape = header(path, in);
      long count = count(path, shape, MOST_VALUES);
      long content = 4 + 4L * shape.length + count;
      if (content > mostContent) {
        throw new Latent4jException(
            path
                + ": its header "
                + Arrays.toString(shape)
                + " asks for "
                + content
                + " bytes, but the file can hold at most "
                + mostContent
                + "; the file is cut off or its header is wrong");
      }
      // Takes memory as the content arrives, not as the header claims.
      byte[] values = in.readNBytes((int) count);
      if (values.length < count) {
        throw cutOff(path, shape, count, values.length);
      }
      if (in.read() >= 0) {
        throw new Latent4jException(
            path
                + ": goes on after the "
                + count
                + " values that its header "
                + Arrays.toString(shape)
                + " announces; the header is wrong, or something was appended");
      }
      return IdxArray.of(shape, values);
    } catch (IOException e) {
      throw InputFile.failed(path, e);
    }
  }

  private static Latent4jException cutOff(Path path, int[] shape, long count, long read) {
    return new Latent4jException(
        path
            + ": ends after "
            + read
            + " of the "
            + count
            + " values that its header "
            + Arrays.toString(shape)
            + " announces; the file is cut off, so copy or download it again");
  }

  private static int[] header(Path path, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4) {
      throw new EOFException();
    }
    if (magic[0] != 0 || magic[1] != 0 || magic[2] != UNSIGNED_BYTE || magic[3] < 1) {
      throw new Latent4jException(
          String.format(
              "%s: begins with %08x; an IDX file of unsigned bytes begins with 00000803 (images) or"
                  + " 00000801 (labels)",
              path, ByteBuffer.wrap(magic).getInt()));
    }
    byte[] dimensions = in.readNBytes(4 * magic[3]);
    if (dimensions.length < 4 * magic[3]) {
      throw new EOFException();
    }
    int[] shape = new int[magic[3]];
    ByteBuffer.wrap(dimensions).asIntBuffer().get(shape);
    return shape;
  }

  private static long count(Path path, int[] shape, long most) {
    long count = 1;
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new Latent4jException(
            path
                + ": its header gives the dimensions "
                + Arrays.toString(shape)
                + ", but each must be at least 1 and less than 2^31");
      }
      if (dimension > most / count) {
        throw new Latent4jException(
            path
                + ": its header gives the dimensions "
                + Arrays.toString(shape)
                + ", but at most "
                + most
                + " values are read");
      }
      count *= dimension;
    }
    return count;
  }

  /**
   * Reads images, with their labels if there are any.
   *
   * @param images three dimensions (count, rows, columns), or two (count, features)
   * @param labels one dimension: a class for each image
   * @param classes the names of the classes; if empty, the numbers up to the greatest that occurs
   * @param divisor what a byte is divided by when it is read: 255 for values in [0, 1]
   * @throws Latent4jException if a file is not as described, or the counts differ
   */
  public static DataSet images(
      Path images, Optional<Path> labels, List<String> classes, float divisor) {
    return images(images, labels, classes, divisor, MappedNumbers.LEAST_BYTES);
  }

  /**
   * As above.
   *
   * @param leastMapped from how many bytes on an uncompressed file of images stays on disk
   */
  static DataSet images(
      Path images, Optional<Path> labels, List<String> classes, float divisor, long leastMapped) {
    InputFile.require(images);
    if (InputFile.size(images) >= leastMapped && !InputFile.isGzip(images)) {
      return mapped(images, labels, classes, divisor);
    }
    IdxArray pixels = read(images);
    DataShape example = example(images, pixels.shape());
    FactorColumns factors = factors(images, labels, pixels.count(), classes);
    return ByteDataSet.of(example, pixels.values(), divisor, factors);
  }

  private static DataSet mapped(
      Path images, Optional<Path> labels, List<String> classes, float divisor) {
    int[] shape;
    try (InputStream in = InputFile.open(images)) {
      shape = header(images, in);
    } catch (IOException e) {
      throw InputFile.failed(images, e);
    }
    long count = count(images, shape, Long.MAX_VALUE);
    int header = 4 + 4 * shape.length;
    if (header + count != InputFile.size(images)) {
      throw new Latent4jException(
          images
              + ": its header "
              + Arrays.toString(shape)
              + " asks for "
              + (header + count)
              + " bytes, but the file has "
              + InputFile.size(images)
              + "; the file is cut off, goes on too long, or its header is wrong");
    }
    DataShape example = example(images, shape);
    NpyType bytes = new NpyType(NpyType.Kind.UNSIGNED, 1, ByteOrder.BIG_ENDIAN);
    return RowDataSet.of(
        example,
        shape[0],
        MappedNumbers.map(images, header, count, bytes).rows(example.features(), divisor),
        factors(images, labels, shape[0], classes));
  }

  private static FactorColumns factors(
      Path images, Optional<Path> labels, int count, List<String> classes) {
    return labels.isEmpty() ? FactorColumns.none() : labels(labels.get(), images, count, classes);
  }

  private static DataShape example(Path images, int[] shape) {
    ExampleSize.require(images, shape);
    return switch (shape.length) {
      case 2 ->
          new DataShape.Table(IntStream.range(0, shape[1]).mapToObj(i -> "feature-" + i).toList());
      case 3 -> new DataShape.Image(shape[1], shape[2], 1);
      case 4 -> new DataShape.Image(shape[1], shape[2], shape[3]);
      default ->
          throw new Latent4jException(
              images
                  + ": has the dimensions "
                  + Arrays.toString(shape)
                  + "; images have count, rows, columns (and channels)"
                  + (shape.length == 1 ? "; this looks like a file of labels" : ""));
    };
  }

  private static FactorColumns labels(Path path, Path images, int count, List<String> classes) {
    IdxArray labels = read(path);
    if (labels.shape().length != 1) {
      throw new Latent4jException(
          path
              + ": has the dimensions "
              + Arrays.toString(labels.shape())
              + "; labels have one, their count");
    }
    if (labels.count() != count) {
      throw new Latent4jException(
          path
              + ": has "
              + labels.count()
              + " labels, but "
              + images
              + " has "
              + count
              + " images; the two do not belong together");
    }
    int[] indices = new int[count];
    int greatest = 0;
    for (int i = 0; i < count; i++) {
      indices[i] = labels.values()[i] & 0xff;
      greatest = Math.max(greatest, indices[i]);
    }
    if (!classes.isEmpty() && greatest >= classes.size()) {
      throw new Latent4jException(
          path
              + ": has the label "
              + greatest
              + ", but the classes are 0 to "
              + (classes.size() - 1));
    }
    List<String> names =
        classes.isEmpty()
            ? IntStream.rangeClosed(0, greatest).mapToObj(Integer::toString).toList()
            : classes;
    return FactorColumns.of(new Factor("label", names), indices);
  }

  /** Writes an array as {@link #read} reads it, uncompressed. */
  public static void write(IdxArray array, OutputStream out) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * array.shape().length);
    header.putInt(UNSIGNED_BYTE << 8 | array.shape().length);
    for (int dimension : array.shape()) {
      header.putInt(dimension);
    }
    out.write(header.array());
    out.write(array.values());
  }
}
