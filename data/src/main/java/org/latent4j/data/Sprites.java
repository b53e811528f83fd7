package org.latent4j.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/**
 * Binary images of one white sprite on black, drawn from known factors: shape (square, ellipse,
 * heart), scale (6, 0.5 to 1), orientation (40, 0 to 2π), horizontal and vertical position (32
 * each, 0 to 1). The grid of factors, and its order with the vertical position running fastest, are
 * those of dSprites (Matthey, Higgins, Hassabis and Lerchner, 2017); the images are our own
 * drawing, the same on every machine. As in dSprites the orientations 0 and 2π are both in the grid
 * and look the same.
 *
 * <p>Images are drawn when they are first read. Up to {@value #KEPT_MEBIBYTES} MiB of them are
 * kept, a bit a pixel; a larger set is drawn anew at each reading.
 */
public final class Sprites implements DataSet {
  /** The number of images in the whole grid: 3 · 6 · 40 · 32 · 32. */
  public static final int GRID = 737_280;

  /** The least image width. */
  public static final int MIN_SIZE = 16;

  /** The greatest image width. */
  public static final int MAX_SIZE = 64;

  static final int KEPT_MEBIBYTES = 128;

  private static final int SCALES = 6;
  private static final int ORIENTATIONS = 40;
  private static final int POSITIONS = 32;

  private static final List<Factor> FACTORS =
      List.of(
          new Factor("shape", List.of("square", "ellipse", "heart")),
          numbers("scale", SCALES, Sprites::scale),
          numbers("orientation", ORIENTATIONS, Sprites::orientation),
          numbers("position-x", POSITIONS, Sprites::position),
          numbers("position-y", POSITIONS, Sprites::position));

  // StrictMath: the images are to be the same on every machine.
  private static final double[] COSINES = tabulate(i -> StrictMath.cos(orientation(i)));
  private static final double[] SINES = tabulate(i -> StrictMath.sin(orientation(i)));

  private final int size;
  private final int[] indices;
  private final SpriteRaster raster;
  private final AtomicReferenceArray<long[]> kept;
  private volatile @Nullable String fingerprint;

  private Sprites(int size, int[] indices, long keptBytes) {
    this.size = size;
    this.indices = indices;
    this.raster = new SpriteRaster(size);
    long bytes = (long) indices.length * raster.words() * Long.BYTES;
    kept = new AtomicReferenceArray<>(bytes <= keptBytes ? indices.length : 0);
  }

  /**
   * The whole grid, in its order.
   *
   * @param size the images' width and height, from {@value #MIN_SIZE} to {@value #MAX_SIZE}
   */
  public static Sprites grid(int size) {
    return of(size, IntStream.range(0, GRID).toArray());
  }

  /**
   * Some images of the grid.
   *
   * @param size the images' width and height, from {@value #MIN_SIZE} to {@value #MAX_SIZE}
   * @param indices into the grid, as {@link #index} gives them
   */
  public static Sprites of(int size, int[] indices) {
    return of(size, indices, (long) KEPT_MEBIBYTES << 20);
  }

  /** As {@link #of(int, int[])}, with another limit to the images that are kept. */
  static Sprites of(int size, int[] indices, long keptBytes) {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "sprites of " + size + " pixels; " + MIN_SIZE + " to " + MAX_SIZE + " are allowed");
    }
    int[] copy = indices.clone();
    for (int index : copy) {
      Objects.checkIndex(index, GRID);
    }
    return new Sprites(size, copy, keptBytes);
  }

  /**
   * Different images of the grid, drawn at random, in three parts that have none in common.
   *
   * @param size the images' width and height
   * @param split how many of each; shares are of the whole grid
   */
  public static DataSplits draw(int size, Split split, RandomStream random) {
    SplitIndices parts = split.draw("sprites", GRID, random);
    return new DataSplits(
        "sprites", of(size, parts.train()), of(size, parts.validation()), of(size, parts.test()));
  }

  /** The place in the grid of the image with these values, each counted from 0. */
  public static int index(int shape, int scale, int orientation, int x, int y) {
    Objects.checkIndex(shape, 3);
    Objects.checkIndex(scale, SCALES);
    Objects.checkIndex(orientation, ORIENTATIONS);
    Objects.checkIndex(x, POSITIONS);
    Objects.checkIndex(y, POSITIONS);
    return (((shape * SCALES + scale) * ORIENTATIONS + orientation) * POSITIONS + x) * POSITIONS
        + y;
  }

  /** The i-th scale, from 0.5 to 1. */
  public static double scale(int i) {
    return 0.5 + 0.5 * i / (SCALES - 1);
  }

  /** The i-th orientation in radians, from 0 to 2π; a growing angle turns clockwise. */
  public static double orientation(int i) {
    return 2 * Math.PI * i / (ORIENTATIONS - 1);
  }

  /** The i-th position, from 0 (left, top) to 1 (right, bottom). */
  public static double position(int i) {
    return i / (double) (POSITIONS - 1);
  }

  private static Factor numbers(String name, int count, IntToDoubleFunction value) {
    return new Factor(
        name,
        IntStream.range(0, count)
            .mapToObj(i -> String.format(Locale.ROOT, "%.4f", value.applyAsDouble(i)))
            .toList());
  }

  private static double[] tabulate(IntToDoubleFunction ofOrientation) {
    return IntStream.range(0, ORIENTATIONS).mapToDouble(ofOrientation).toArray();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public DataShape shape() {
    return new DataShape.Image(size, size, 1);
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    int features = size * size;
    Reading.check(features, rows, from, to, into);
    float[] destination = into.data();
    // Most pixels are black.
    Arrays.fill(destination, 0);
    for (int i = from; i < to; i++) {
      long[] bits = image(rows[i]);
      int target = (i - from) * features;
      for (int word = 0; word < bits.length; word++) {
        int first = target + word * Long.SIZE;
        for (long white = bits[word]; white != 0; white &= white - 1) {
          destination[first + Long.numberOfTrailingZeros(white)] = 1;
        }
      }
    }
  }

  private long[] image(int row) {
    if (kept.length() == 0) {
      return draw(indices[row]);
    }
    long[] bits = kept.get(row);
    if (bits == null) {
      bits = draw(indices[row]);
      kept.set(row, bits);
    }
    return bits;
  }

  private long[] draw(int index) {
    int orientation = value(index, 2);
    return raster.draw(
        value(index, 0),
        scale(value(index, 1)),
        COSINES[orientation],
        SINES[orientation],
        position(value(index, 3)),
        position(value(index, 4)));
  }

  private static int value(int index, int factor) {
    return switch (factor) {
      case 0 -> index / (SCALES * ORIENTATIONS * POSITIONS * POSITIONS);
      case 1 -> index / (ORIENTATIONS * POSITIONS * POSITIONS) % SCALES;
      case 2 -> index / (POSITIONS * POSITIONS) % ORIENTATIONS;
      case 3 -> index / POSITIONS % POSITIONS;
      case 4 -> index % POSITIONS;
      default -> throw new IndexOutOfBoundsException("factor " + factor + " of 5");
    };
  }

  @Override
  public List<Factor> factors() {
    return FACTORS;
  }

  @Override
  public int factor(int row, int factor) {
    return value(indices[row], factor);
  }

  /**
   * {@inheritDoc} Of the pixels' bits, not of floats: the whole grid takes seconds, not minutes.
   */
  @Override
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      MessageDigest digest = Fingerprint.sha256();
      Fingerprint.describe(digest, this);
      for (int row = 0; row < size(); row++) {
        Fingerprint.update(digest, image(row));
      }
      known = Fingerprint.finish(digest, this);
      fingerprint = known;
    }
    return known;
  }
}
