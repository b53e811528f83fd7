package org.latent4j.report.html;

import java.util.Arrays;
import java.util.List;

/** Which factor the maps show best: the one whose values lie farthest apart on them. */
final class FactorChoice {
  private FactorChoice() {}

  /**
   * The index of the factor that explains most of the points' variance, averaged over the planes; 0
   * where there is nothing to choose by.
   *
   * @param factorValues for each factor, its value at each point
   * @param factorSizes how many values each factor has
   */
  static int best(
      List<CodePlane> planes, List<List<Integer>> factorValues, List<Integer> factorSizes) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int factor = 0; factor < factorValues.size(); factor++) {
      double explained = 0;
      for (CodePlane plane : planes) {
        explained += explained(plane.codes(), factorValues.get(factor), factorSizes.get(factor));
      }
      if (explained > most) {
        most = explained;
        best = factor;
      }
    }
    return best;
  }

  /**
   * The share of the points' variance that lies between the values' means, less what as many groups
   * would have by chance (ε², Kelley, 1935): 1 − (1 − η²) (n − 1) / (n − k).
   */
  static double explained(List<List<Double>> points, List<Integer> values, int count) {
    double[][] sums = new double[count][2];
    int[] sizes = new int[count];
    double[] total = new double[2];
    double squares = 0;
    for (int i = 0; i < points.size(); i++) {
      sizes[values.get(i)]++;
      for (int axis = 0; axis < 2; axis++) {
        double coordinate = points.get(i).get(axis);
        sums[values.get(i)][axis] += coordinate;
        total[axis] += coordinate;
        squares += coordinate * coordinate;
      }
    }
    int n = points.size();
    long groups = Arrays.stream(sizes).filter(size -> size > 0).count();
    double center = (total[0] * total[0] + total[1] * total[1]) / n;
    double between = -center;
    for (int value = 0; value < count; value++) {
      if (sizes[value] > 0) {
        double[] sum = sums[value];
        between += (sum[0] * sum[0] + sum[1] * sum[1]) / sizes[value];
      }
    }
    double spread = squares - center;
    return spread > 0 && n > groups ? 1 - (1 - between / spread) * (n - 1) / (n - groups) : 0;
  }
}
