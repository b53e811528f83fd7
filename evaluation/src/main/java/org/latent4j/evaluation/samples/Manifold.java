package org.latent4j.evaluation.samples;

import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Distances;
import org.latent4j.evaluation.HalfSamples;

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
          squares[row] = Float.POSITIVE_INFINITY;
          squaredRadii[row] = third(squares);
        });
    return new Manifold(points, squaredRadii);
  }

  /** The third least number. */
  private static float third(float[] numbers) {
    float first = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    float third = Float.POSITIVE_INFINITY;
    for (float number : numbers) {
      if (number < third) {
        third = Math.max(second, number);
        second = Math.max(first, Math.min(second, number));
        first = Math.min(first, number);
      }
    }
    return third;
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

  /**
   * The standard error of the share of one sample in the manifold of another, by {@linkplain
   * HalfSamples random halves} of both; NaN where there are too few. That of as many independent
   * trials would leave out that the manifold is drawn too.
   */
  static double standardError(Tape tape, Tensor of, Tensor in, RandomStream random) {
    return HalfSamples.standardError(
            random,
            own -> of(tape, half(in, own.split("in"))).share(tape, half(of, own.split("of"))))
        .orElse(Double.NaN);
  }

  private static Tensor half(Tensor rows, RandomStream random) {
    int[] drawn = HalfSamples.draw(rows.rows(), random);
    int columns = rows.columns();
    Tensor half = Tensor.zeros(drawn.length, columns);
    for (int i = 0; i < drawn.length; i++) {
      System.arraycopy(rows.data(), drawn[i] * columns, half.data(), i * columns, columns);
    }
    return half;
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
