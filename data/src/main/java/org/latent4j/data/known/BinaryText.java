package org.latent4j.data.known;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.latent4j.data.formats.Idx;
import org.latent4j.data.formats.IdxArray;

/**
 * The form that Larochelle's binarised MNIST comes in: a line for each image, in it 784 zeros and
 * ones with blanks between.
 */
final class BinaryText {
  private static final int SIDE = 28;

  private BinaryText() {}

  /** Writes the images as a gzipped IDX file, in which one is 255. */
  static void toIdx(Path text, OutputStream out) throws IOException {
    int images = 0;
    try (BufferedReader lines = Files.newBufferedReader(text, StandardCharsets.US_ASCII)) {
      while (lines.readLine() != null) {
        images++;
      }
    }
    byte[] pixels = new byte[Math.multiplyExact(images, SIDE * SIDE)];
    int at = 0;
    try (BufferedReader lines = Files.newBufferedReader(text, StandardCharsets.US_ASCII)) {
      for (int image = 0; image < images; image++) {
        String line = lines.readLine();
        for (int i = 0; line != null && i < line.length(); i++) {
          char c = line.charAt(i);
          if (c == '0' || c == '1') {
            if (at == (image + 1) * SIDE * SIDE) {
              throw new IOException("line " + (image + 1) + " has more than 784 values");
            }
            pixels[at++] = (byte) (c == '1' ? 255 : 0);
          } else if (c != ' ') {
            throw new IOException("line " + (image + 1) + " has the character '" + c + "'");
          }
        }
        if (at != (image + 1) * SIDE * SIDE) {
          throw new IOException("line " + (image + 1) + " has fewer than 784 values");
        }
      }
    }
    GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
    Idx.write(IdxArray.of(new int[] {images, SIDE, SIDE}, pixels), gzip);
    gzip.finish();
  }
}
