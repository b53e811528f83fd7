package org.latent4j.models.aae;

import java.util.Arrays;
import org.latent4j.api.tensor.Tensor;

/**
 * KL(q ‖ p) in nats from draws alone, by the distances to k-th nearest neighbours (Wang, Kulkarni
 * and Verdú, 2009, equation 14): with n draws of q and m of p in d dimensions, ρ the distance from
 * a draw of q to its k-th nearest among the other draws of q and ν that to its k-th nearest among
 * the draws of p, the estimate is d/n Σ ln(ν/ρ) + ln(m/(n − 1)). It converges to the divergence,
 * and for q = p its mean is near 0 at every size; in many dimensions and far from p it is off by a
 * fifth and more at a thousand draws, so it ranks better than it measures.
 */
final class NearestNeighbourDivergence {
  /** Distances below this count as this: codes that coincide have no density. */
  private static final double LEAST_DISTANCE = 1e-6;

  private NearestNeighbourDivergence() {}

  /**
   * The estimate.
   *
   * @param q {@code [n, d]}, n at least 2
   * @param p {@code [m, d]}, m at least 1
   * @param neighbours k; no more than n − 1 and m are looked at
   */
  static double estimate(Tensor q, Tensor p, int neighbours) {
    int n = q.rows();
    int m = p.rows();
    if (n < 2 || m < 1 || q.columns() != p.columns()) {
      throw new IllegalArgumentException("draws " + q + " against " + p);
    }
    int k = Math.min(neighbours, Math.min(n - 1, m));
    float[][] columnsOfQ = columns(q);
    float[][] columnsOfP = columns(p);
    float[] toQ = new float[n];
    float[] toP = new float[m];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      squaredDistances(columnsOfQ, i, columnsOfQ, toQ);
      toQ[i] = Float.POSITIVE_INFINITY;
      squaredDistances(columnsOfQ, i, columnsOfP, toP);
      sum += Math.log(distance(toP, k) / distance(toQ, k));
    }
    return q.columns() * sum / n + Math.log(m / (n - 1.0));
  }

  /** Column by column, so that the loop over draws runs over neighbouring numbers. */
  private static float[][] columns(Tensor draws) {
    float[][] columns = new float[draws.columns()][draws.rows()];
    for (int i = 0; i < draws.rows(); i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = draws.at(i, j);
      }
    }
    return columns;
  }

  private static void squaredDistances(
      float[][] from, int row, float[][] columns, float[] distances) {
    Arrays.fill(distances, 0);
    for (int j = 0; j < columns.length; j++) {
      float x = from[j][row];
      float[] column = columns[j];
      for (int i = 0; i < distances.length; i++) {
        float difference = column[i] - x;
        distances[i] += difference * difference;
      }
    }
  }

  /** The root of the k-th smallest. */
  private static double distance(float[] squares, int k) {
    float[] smallest = new float[k];
    Arrays.fill(smallest, Float.POSITIVE_INFINITY);
    for (float square : squares) {
      if (square < smallest[k - 1]) {
        int at = k - 1;
        while (at > 0 && smallest[at - 1] > square) {
          smallest[at] = smallest[at - 1];
          at--;
        }
        smallest[at] = square;
      }
    }
    return Math.max(LEAST_DISTANCE, Math.sqrt(smallest[k - 1]));
  }
}
