package org.latent4j.report.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;

/**
 * Images side by side as one picture: rows from left to right, top to bottom, with transparent
 * gaps. Values from 0 (black) to 1 (white) are shown; others are cut off.
 *
 * @param shape of each image; one channel (grey) or three (red, green, blue)
 * @param columns images side by side, at least 1
 * @param gap pixels between images, at least 0, before scaling
 * @param scale how many pixels of the picture a pixel of an image is wide and high, at least 1
 */
public record ImageGrid(DataShape.Image shape, int columns, int gap, int scale) {
  public ImageGrid {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new Latent4jException(
          "image grid: images of "
              + shape.channels()
              + " channels cannot be shown; 1 (grey) or 3 (colour) can");
    }
    if (columns < 1 || gap < 0 || scale < 1) {
      throw new IllegalArgumentException(
          columns + " columns, gap of " + gap + ", scale of " + scale);
    }
  }

  /** How wide the picture is in pixels. */
  public int width() {
    return (columns * (shape.width() + gap) - gap) * scale;
  }

  /** How high the picture of n images is in pixels. */
  public int height(int n) {
    int rows = Math.max(1, (n + columns - 1) / columns);
    return (rows * (shape.height() + gap) - gap) * scale;
  }

  /**
   * The picture.
   *
   * @param images {@code [n, features]}, each stored row by row, channels of a pixel side by side
   */
  public BufferedImage picture(Tensor images) {
    if (images.columns() != shape.features()) {
      throw new IllegalArgumentException("rows of " + images.columns() + " numbers for a " + shape);
    }
    int n = images.rows();
    BufferedImage picture = new BufferedImage(width(), height(n), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < n; i++) {
      int left = i % columns * (shape.width() + gap);
      int top = i / columns * (shape.height() + gap);
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          fill(picture, left + x, top + y, color(images, i, y * shape.width() + x));
        }
      }
    }
    return picture;
  }

  private void fill(BufferedImage picture, int x, int y, int argb) {
    for (int dy = 0; dy < scale; dy++) {
      for (int dx = 0; dx < scale; dx++) {
        picture.setRGB(x * scale + dx, y * scale + dy, argb);
      }
    }
  }

  private int color(Tensor images, int row, int pixel) {
    int channels = shape.channels();
    int argb = 0xFF;
    for (int channel = 0; channel < 3; channel++) {
      float value = images.at(row, pixel * channels + channel % channels);
      // NaN becomes 0.
      argb = argb << 8 | Math.round(Math.max(0, Math.min(1, value)) * 255);
    }
    return argb;
  }

  /** The picture as a PNG file's content. */
  public byte[] png(Tensor images) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // A stream in memory: the one that ImageIO makes by itself goes through a temporary file.
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(picture(images), "png", stream)) {
        throw new IllegalStateException("this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
