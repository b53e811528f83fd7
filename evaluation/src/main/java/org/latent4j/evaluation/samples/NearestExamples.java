package org.latent4j.evaluation.samples;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Distances;
import org.latent4j.evaluation.Subject;

/**
 * For each of some points the nearest example of a set, by Euclidean distance: where points are
 * samples of a model and the set is what it was trained on, they show whether it repeats examples.
 */
public final class NearestExamples {
  private final int[] rows;
  private final double[] squares;

  private NearestExamples(int points) {
    rows = new int[points];
    squares = new double[points];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
  }

  /**
   * Compares each point with each example.
   *
   * @param examples whose data is searched; it has one example at least
   * @param points {@code [n, features]}
   */
  public static NearestExamples among(Subject examples, Tensor points) {
    NearestExamples nearest = new NearestExamples(points.rows());
    examples.forEachBatch(
        batch ->
            nearest.compare(
                Distances.squared(batch.onTape(), examples.tape().constant(points)).value(),
                batch.from()));
    return nearest;
  }

  private void compare(Tensor batch, int from) {
    for (int i = 0; i < batch.rows(); i++) {
      for (int j = 0; j < rows.length; j++) {
        if (batch.at(i, j) < squares[j]) {
          squares[j] = batch.at(i, j);
          rows[j] = from + i;
        }
      }
    }
  }

  /** The index of each point's nearest example in {@linkplain DataSet the set}. */
  public int[] rows() {
    return rows.clone();
  }

  /** The distance of each point from its nearest example. */
  public double[] distances() {
    return IntStream.range(0, squares.length).mapToDouble(j -> Math.sqrt(squares[j])).toArray();
  }
}
