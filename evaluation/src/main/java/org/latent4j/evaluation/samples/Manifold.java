package org.latent4j.evaluation.samples;

import java.util.Arrays;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Distances;

/**
 * Where a sample lies: the union of the balls around its points that reach to the point's k-th
 * nearest neighbour in the sample, with k = 3 (Kynkäänniemi et al., 2019). The share of model
 * samples in the data's manifold is the model's precision, the share of data in that of the samples
 * its recall.
 */
final class Manifold {
  static final int NEIGHBOURS = 3;
  private static final int BLOCK = 256;

  private final Tensor points;
  private final float[] squaredRadii;

  private Manifold(Tensor points, float[] squaredRadii) {
    this.points = points;
    this.squaredRadii = squaredRadii;
  }

  /**
   * The manifold of a sample.
   *
   * @param points {@code [n, d]}, n greater than {@link #NEIGHBOURS}
   */
  static Manifold of(Tape tape, Tensor points) {
    float[] squaredRadii = new float[points.rows()];
    forEachRow(
        tape,
        points,
        points,
        (row, squares) -> {
          squares[row] = Float.NEGATIVE_INFINITY;
          Arrays.sort(squares);
          squaredRadii[row] = squares[NEIGHBOURS];
        });
    return new Manifold(points, squaredRadii);
  }

  /** The share of these points that lie in it. */
  double share(Tape tape, Tensor others) {
    int[] inside = {0};
    forEachRow(
        tape,
        others,
        points,
        (row, squares) -> {
          for (int j = 0; j < squares.length; j++) {
            if (squares[j] <= squaredRadii[j]) {
              inside[0]++;
              return;
            }
          }
        });
    return (double) inside[0] / others.rows();
  }

  private static void forEachRow(Tape tape, Tensor rows, Tensor points, RowVisitor visitor) {
    for (int from = 0; from < rows.rows(); from += BLOCK) {
      int to = Math.min(from + BLOCK, rows.rows());
      tape.reset();
      Tensor squares =
          Distances.squared(tape.constant(rows.copyOfRows(from, to)), tape.constant(points))
              .value();
      for (int row = from; row < to; row++) {
        visitor.visit(row, squares.copyOfRows(row - from, row - from + 1).data());
      }
    }
  }

  @FunctionalInterface
  private interface RowVisitor {
    void visit(int row, float[] squaredDistances);
  }
}
