package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.projection.PCA;
import org.latent4j.api.tensor.Tensor;

/**
 * Codes in two dimensions: as they are where they have two or fewer, else on the plane in which
 * they vary most (principal components, not scaled).
 */
final class CodePlane {
  private final List<String> axes;
  private final List<List<Double>> codes;
  private final List<List<Double>> prior;

  private CodePlane(List<String> axes, List<List<Double>> codes, List<List<Double>> prior) {
    this.axes = axes;
    this.codes = codes;
    this.prior = prior;
  }

  /**
   * Projects codes and draws from the prior onto the same plane, that of the codes.
   *
   * @param codes {@code [n, latent]}
   * @param prior {@code [m, latent]}
   */
  static CodePlane of(Tensor codes, Tensor prior) {
    double[][] rows = rows(codes);
    double[][] draws = rows(prior);
    int latent = codes.columns();
    if (latent == 1) {
      return new CodePlane(List.of("latent dimension 0", ""), points(rows), points(draws));
    }
    if (latent == 2 || rows.length < 2) {
      return new CodePlane(
          List.of("latent dimension 0", "latent dimension 1"), points(rows), points(draws));
    }
    PCA plane = new PCA(2).fit(rows);
    double total = totalVariance(rows, plane.getCenter());
    List<String> axes = new ArrayList<>();
    for (int component = 0; component < 2; component++) {
      long percent = total > 0 ? Math.round(100 * plane.getVariance()[component] / total) : 0;
      axes.add("principal component " + (component + 1) + " (" + percent + " % of variance)");
    }
    return new CodePlane(axes, points(plane.transform(rows)), points(plane.transform(draws)));
  }

  private static double[][] rows(Tensor tensor) {
    double[][] rows = new double[tensor.rows()][tensor.columns()];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        rows[row][column] = tensor.at(row, column);
      }
    }
    return rows;
  }

  private static double totalVariance(double[][] rows, double[] center) {
    double sum = 0;
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        sum += (row[i] - center[i]) * (row[i] - center[i]);
      }
    }
    return sum / (rows.length - 1);
  }

  private static List<List<Double>> points(double[][] rows) {
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      // Codes of one dimension are spread over the height evenly, so that they do not hide one
      // another: the golden ratio's multiples fill the unit interval.
      double y = rows[i].length > 1 ? rows[i][1] : (i * 0.6180339887) % 1 - 0.5;
      points.add(List.of(ChartData.rounded(rows[i][0]), ChartData.rounded(y)));
    }
    return points;
  }

  List<String> axes() {
    return axes;
  }

  List<List<Double>> codes() {
    return codes;
  }

  List<List<Double>> prior() {
    return prior;
  }
}
