package org.latent4j.data.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.ByteDataSet;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.RowDataSet;
import org.latent4j.data.TensorDataSet;

/**
 * How an array becomes examples, and the options that say so. The first dimension counts the
 * examples; {@code [n, d]} is a table, {@code [n, height, width]} grey images, and with a fourth
 * dimension the channels.
 */
record ArrayForm(Scale scale, Channels channels, List<Integer> image) {
  /** What values are divided by. */
  enum Scale {
    AUTO,
    UNIT,
    NONE
  }

  /** Where the dimension of the channels stands. */
  enum Channels {
    LAST,
    FIRST
  }

  private static final Option<Scale> SCALE =
      Option.choice(
          "scale",
          Scale.AUTO,
          "unit: divided by 255; none: as they are; auto: unit for bytes above 1, else none");
  private static final Option<Channels> CHANNELS =
      Option.choice(
          "channels", Channels.LAST, "in an array of four dimensions, where the channels stand");
  private static final Option<List<Integer>> IMAGE =
      Option.integers(
              "image",
              List.of(),
              "height, width and (if not 1) channels of images that lie as rows of a table")
          .where(ArrayForm::isImage, "two or three numbers, each at least 1");

  static boolean isImage(List<Integer> image) {
    return image.isEmpty()
        || ((image.size() == 2 || image.size() == 3) && image.stream().allMatch(d -> d >= 1));
  }

  static List<Option<?>> options() {
    return List.of(SCALE, CHANNELS, IMAGE);
  }

  static ArrayForm read(Options options) {
    return new ArrayForm(options.get(SCALE), options.get(CHANNELS), options.get(IMAGE));
  }

  /**
   * The image that a row of a table stands for.
   *
   * @param image height, width and maybe channels
   * @throws Latent4jException if a row has another number of columns than the image has values
   */
  static DataShape asImage(String where, List<Integer> image, int columns) {
    long values = image.stream().mapToLong(d -> d).reduce(1, Math::multiplyExact);
    if (values != columns) {
      throw new SettingException(
          where
              + ": image: "
              + image
              + " has "
              + values
              + " values, but an example has "
              + columns
              + " columns; the two must agree");
    }
    return new DataShape.Image(image.get(0), image.get(1), image.size() == 3 ? image.get(2) : 1);
  }

  /** Reads the examples. */
  DataSet examples(NpyReader array, FactorColumns factors) throws IOException {
    int[] dimensions = array.header().shape();
    DataShape shape = shape(array.where(), dimensions);
    if (array.header().type().isUnsignedByte()) {
      byte[] values = array.bytes();
      if (isChannelsFirst(dimensions)) {
        byte[] source = values.clone();
        for (int i = 0; i < values.length; i++) {
          values[channelsLast(dimensions, i)] = source[i];
        }
      }
      return ByteDataSet.of(shape, values, divisor(() -> isBinary(values)), factors);
    }
    float[] values = array.floats();
    if (isChannelsFirst(dimensions)) {
      float[] source = values.clone();
      for (int i = 0; i < values.length; i++) {
        values[channelsLast(dimensions, i)] = source[i];
      }
    }
    if (scale == Scale.UNIT) {
      for (int i = 0; i < values.length; i++) {
        values[i] /= 255;
      }
    }
    return TensorDataSet.of(shape, Tensor.of(values, dimensions[0], shape.features()), factors);
  }

  /** Whether an example's numbers stand in the file as they are wanted, next to each other. */
  boolean isInPlace(NpyHeader header) {
    return !header.isColumnMajor() && !isChannelsFirst(header.shape());
  }

  /** The examples of an array that is {@linkplain #isInPlace in place}, which stay in the file. */
  DataSet mapped(Path file, NpyHeader header, FactorColumns factors) {
    DataShape shape = shape(file.toString(), header.shape());
    MappedNumbers numbers = MappedNumbers.map(file, header.length(), header.count(), header.type());
    float divisor =
        header.type().isUnsignedByte() ? divisor(numbers::isBinary) : scale == Scale.UNIT ? 255 : 1;
    return RowDataSet.of(
        shape, header.shape()[0], numbers.rows(shape.features(), divisor), factors);
  }

  private float divisor(BooleanSupplier binary) {
    return switch (scale) {
      case UNIT -> 255;
      case NONE -> 1;
      case AUTO -> binary.getAsBoolean() ? 1 : 255;
    };
  }

  private static boolean isBinary(byte[] values) {
    for (byte value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }

  private DataShape shape(String where, int[] dimensions) {
    int rank = dimensions.length;
    if (rank == 0 || rank > 4) {
      throw new Latent4jException(
          where
              + ": has the shape "
              + Arrays.toString(dimensions)
              + "; [examples, columns], [examples, height, width] and [examples, height, width,"
              + " channels] are read");
    }
    int columns = ExampleSize.require(where, dimensions);
    if (!image.isEmpty()) {
      return asImage(where, image, columns);
    }
    if (rank <= 2) {
      return new DataShape.Table(
          IntStream.range(0, columns).mapToObj(i -> "feature-" + i).toList());
    }
    if (rank == 3) {
      return new DataShape.Image(dimensions[1], dimensions[2], 1);
    }
    return channels == Channels.LAST
        ? new DataShape.Image(dimensions[1], dimensions[2], dimensions[3])
        : new DataShape.Image(dimensions[2], dimensions[3], dimensions[1]);
  }

  private boolean isChannelsFirst(int[] dimensions) {
    return dimensions.length == 4 && channels == Channels.FIRST;
  }

  /** Where a value of {@code [n, channels, height, width]} goes with the channels last. */
  private static int channelsLast(int[] dimensions, int i) {
    int channelCount = dimensions[1];
    int pixels = dimensions[2] * dimensions[3];
    int example = i / (channelCount * pixels);
    int channel = i / pixels % channelCount;
    int pixel = i % pixels;
    return (example * pixels + pixel) * channelCount + channel;
  }

  /**
   * Labels of shape {@code [n]}, or several columns of them, {@code [n, k]}: the texts of each
   * column.
   */
  static List<List<String>> labels(NpyReader array) throws IOException {
    int[] dimensions = array.header().shape();
    if (dimensions.length == 0 || dimensions.length > 2) {
      throw new Latent4jException(
          array.where()
              + ": has the shape "
              + Arrays.toString(dimensions)
              + "; labels have the shape [examples], or [examples, factors]");
    }
    int columns = dimensions.length == 1 ? 1 : dimensions[1];
    double[] values = array.doubles();
    List<List<String>> texts = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      List<String> ofColumn = new ArrayList<>();
      for (int row = 0; row < dimensions[0]; row++) {
        double value = values[row * columns + column];
        if (!Double.isFinite(value)) {
          throw new Latent4jException(
              array.where() + ": the label of row " + row + " (counted from 0) is " + value);
        }
        ofColumn.add(
            value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value));
      }
      texts.add(ofColumn);
    }
    return texts;
  }
}
