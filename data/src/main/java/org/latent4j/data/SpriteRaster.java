package org.latent4j.data;

/**
 * Draws one sprite: white on black, one sample at the centre of each pixel, no smoothing. Lengths
 * are shares of the image's width, y grows downwards. At scale 1 every shape's circumscribed circle
 * has radius 1/4, and centres run from 1/4 to 3/4, so that no sprite is ever cut off.
 */
final class SpriteRaster {
  private static final double RADIUS = 0.25;

  // Sides and half axes where the circumscribed circle has radius 1.
  private static final double SQUARE_HALF_SIDE = Math.sqrt(0.5);
  private static final double ELLIPSE_MINOR = 0.5;

  private final int size;

  SpriteRaster(int size) {
    this.size = size;
  }

  /** The number of longs that hold an image's pixels, a bit each, row by row. */
  int words() {
    return (size * size + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * Draws a sprite.
   *
   * @param shape 0 square, 1 ellipse, 2 heart
   * @param scale in (0, 1]
   * @param cosine of the orientation
   * @param sine of the orientation: positive turns the sprite's right side down
   * @param x in [0, 1], from left to right
   * @param y in [0, 1], from top to bottom
   */
  long[] draw(int shape, double scale, double cosine, double sine, double x, double y) {
    long[] bits = new long[words()];
    double centreX = RADIUS + x * (1 - 2 * RADIUS);
    double centreY = RADIUS + y * (1 - 2 * RADIUS);
    double radius = RADIUS * scale;
    int left = firstPixel(centreX - radius);
    int right = lastPixel(centreX + radius);
    int top = firstPixel(centreY - radius);
    int bottom = lastPixel(centreY + radius);
    // The sprite's own coordinates (u, v), in which its circumscribed circle has radius 1, change
    // by the same amounts from each pixel to the next.
    double step = 1 / (size * radius);
    double x0 = (left + 0.5 - centreX * size) * step;
    for (int row = top; row <= bottom; row++) {
      double dy = (row + 0.5 - centreY * size) * step;
      double u0 = x0 * cosine + dy * sine;
      double v0 = dy * cosine - x0 * sine;
      long inside = 0;
      for (int i = 0; i <= right - left; i++) {
        if (inside(shape, u0 + i * step * cosine, v0 - i * step * sine)) {
          inside |= 1L << i;
        }
      }
      int first = row * size + left;
      bits[first >>> 6] |= inside << first;
      // What was shifted out belongs to the next word.
      if ((first & 63) != 0 && (first >>> 6) + 1 < bits.length) {
        bits[(first >>> 6) + 1] |= inside >>> -first;
      }
    }
    return bits;
  }

  private int firstPixel(double edge) {
    return Math.max(0, (int) Math.floor(edge * size - 0.5));
  }

  private int lastPixel(double edge) {
    return Math.min(size - 1, (int) Math.ceil(edge * size - 0.5));
  }

  /**
   * Whether a point, relative to the unrotated sprite of circumscribed radius 1, lies in its shape.
   */
  static boolean inside(int shape, double u, double v) {
    return switch (shape) {
      case 0 -> Math.max(Math.abs(u), Math.abs(v)) <= SQUARE_HALF_SIDE;
      case 1 -> u * u + (v / ELLIPSE_MINOR) * (v / ELLIPSE_MINOR) <= 1;
      case 2 -> insideHeart(1.25 * u, 0.25 - 1.25 * v);
      default -> throw new IllegalArgumentException("sprite shape " + shape);
    };
  }

  /**
   * (a² + b² − 1)³ ≤ a² b³, b upwards. The least circle around this heart has centre (0, 1/4) and
   * radius 5/4.
   */
  private static boolean insideHeart(double a, double b) {
    double ring = a * a + b * b - 1;
    return ring * ring * ring <= a * a * b * b * b;
  }
}
