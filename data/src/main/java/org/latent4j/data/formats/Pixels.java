package org.latent4j.data.formats;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.latent4j.api.Latent4jException;

/**
 * The pixels of an image file, as unsigned bytes, row by row, channels of a pixel side by side.
 * Transparency is ignored.
 */
final class Pixels {
  /** Beyond this, a file of a few bytes could unpack to more than the memory holds. */
  static final long MOST_PIXELS = 100_000_000;

  private final int height;
  private final int width;
  private final int channels;
  private final byte[] values;

  private Pixels(int height, int width, int channels, byte[] values) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.values = values;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  byte[] values() {
    return values;
  }

  /**
   * Reads a file.
   *
   * @throws Latent4jException if it is missing, not an image that Java reads, damaged or too large
   */
  static Pixels read(Path file, ColorMode mode) {
    InputFile.require(file);
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new Latent4jException(
            file + ": does not begin as a PNG or JPEG image does; remove it or convert it");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long size = (long) reader.getWidth(0) * reader.getHeight(0);
        if (size > MOST_PIXELS) {
          throw new Latent4jException(
              file
                  + ": has "
                  + reader.getWidth(0)
                  + " × "
                  + reader.getHeight(0)
                  + " pixels; at most "
                  + MOST_PIXELS
                  + " are read");
        }
        return of(reader.read(0), mode);
      } finally {
        reader.dispose();
      }
    } catch (Latent4jException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The readers of the JDK throw exceptions of all kinds at damaged files.
      throw new Latent4jException(
          file + ": is damaged, or an image of a kind that Java does not read (" + e + ")", e);
    }
  }

  private static Pixels of(BufferedImage image, ColorMode mode) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] values = new byte[Math.multiplyExact(width * height, mode.channels())];
    boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    Raster raster = image.getRaster();
    int[] line = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      if (grey) {
        // Not through getRGB, which takes grey values for linear light and brightens them.
        raster.getSamples(0, y, width, 1, 0, line);
        int shift = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        for (int value : line) {
          for (int channel = 0; channel < mode.channels(); channel++) {
            values[at++] = (byte) (value >>> shift);
          }
        }
      } else {
        image.getRGB(0, y, width, 1, line, 0, width);
        for (int rgb : line) {
          int red = (rgb >> 16) & 0xff;
          int green = (rgb >> 8) & 0xff;
          int blue = rgb & 0xff;
          if (mode == ColorMode.GREY) {
            values[at++] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
          } else {
            values[at++] = (byte) red;
            values[at++] = (byte) green;
            values[at++] = (byte) blue;
          }
        }
      }
    }
    return new Pixels(height, width, mode.channels(), values);
  }

  /**
   * The image at another size: each new pixel is the mean of the area that it covers, so that a
   * smaller image has no aliasing; an image that is enlarged shows its pixels as rectangles.
   */
  Pixels scaledTo(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    byte[] scaled = new byte[Math.multiplyExact(newHeight * newWidth, channels)];
    double[] sums = new double[channels];
    int at = 0;
    for (int y = 0; y < newHeight; y++) {
      double top = (double) y * height / newHeight;
      double bottom = (double) (y + 1) * height / newHeight;
      for (int x = 0; x < newWidth; x++) {
        double left = (double) x * width / newWidth;
        double right = (double) (x + 1) * width / newWidth;
        Arrays.fill(sums, 0);
        for (int row = (int) top; row < Math.min(height, Math.ceil(bottom)); row++) {
          double tall = Math.min(bottom, row + 1) - Math.max(top, row);
          for (int column = (int) left; column < Math.min(width, Math.ceil(right)); column++) {
            double area = tall * (Math.min(right, column + 1) - Math.max(left, column));
            for (int channel = 0; channel < channels; channel++) {
              sums[channel] += area * (values[(row * width + column) * channels + channel] & 0xff);
            }
          }
        }
        double area = (bottom - top) * (right - left);
        for (double sum : sums) {
          scaled[at++] = (byte) Math.min(255, Math.round(sum / area));
        }
      }
    }
    return new Pixels(newHeight, newWidth, channels, scaled);
  }
}
