package org.latent4j.kernels.fused;

import java.util.Arrays;
import java.util.List;

/** Matrices side by side. */
final class Concatenation extends Node {
  private final List<Node> parts;

  Concatenation(FusedTape tape, List<Node> parts) {
    super(tape, parts.get(0).rows, parts.stream().mapToInt(part -> part.columns).sum(), false);
    this.parts = parts;
    int offset = 0;
    for (Node part : parts) {
      if (part.rows != rows) {
        throw new IllegalArgumentException(
            "concatenation of "
                + Arrays.toString(parts.get(0).shape())
                + " and "
                + Arrays.toString(part.shape())
                + "; all parts must have the same number of rows");
      }
      for (int row = 0; row < rows; row++) {
        System.arraycopy(part.data, row * part.columns, data, row * columns + offset, part.columns);
      }
      offset += part.columns;
    }
  }

  @Override
  boolean inputsWanted() {
    for (Node part : parts) {
      if (part.wanted) {
        return true;
      }
    }
    return false;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    int offset = 0;
    for (Node part : parts) {
      if (part.wanted) {
        float[] dx = part.gradientToAddTo();
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < part.columns; column++) {
            dx[row * part.columns + column] += dy[row * columns + offset + column];
          }
        }
      }
      offset += part.columns;
    }
  }
}
