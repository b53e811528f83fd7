package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.report.Examples;
import org.latent4j.report.ModelResult;

/** For tables, which have no pictures: how often values occur in the data and in the samples. */
final class ColumnDistributions {
  private static final int COLUMNS = 12;
  private static final int BINS = 24;

  private ColumnDistributions() {}

  /** A histogram for each of the first 12 columns; nothing for images. */
  static List<Object> of(List<ModelResult> models, Examples examples) {
    List<Object> charts = new ArrayList<>();
    if (!(examples.shape() instanceof DataShape.Table table) || examples.mapped().rows() == 0) {
      return charts;
    }
    for (int column = 0; column < Math.min(COLUMNS, table.columns().size()); column++) {
      double[] edges = edges(examples.mapped(), column);
      List<Object> sampled = new ArrayList<>();
      for (int model = 0; model < models.size(); model++) {
        if (models.get(model).exhibit().isPresent()) {
          Tensor draws = models.get(model).exhibit().get().samples().draws();
          sampled.add(Map.of("model", model, "shares", shares(draws, column, edges)));
        }
      }
      Map<String, Object> chart = new LinkedHashMap<>();
      chart.put("title", table.columns().get(column));
      chart.put("edges", Arrays.stream(edges).map(ChartData::rounded).boxed().toList());
      chart.put("data", shares(examples.mapped(), column, edges));
      chart.put("models", sampled);
      charts.add(chart);
    }
    return charts;
  }

  /**
   * Bins of equal width over the data, without the outermost half percent on either side, which
   * would leave most bins empty.
   */
  private static double[] edges(Tensor data, int column) {
    double[] sorted =
        IntStream.range(0, data.rows()).mapToDouble(row -> data.at(row, column)).sorted().toArray();
    int cut = sorted.length / 200;
    double low = sorted[cut];
    double high = sorted[sorted.length - 1 - cut];
    if (!(high > low)) {
      low -= 0.5;
      high = low + 1;
    }
    double start = low;
    double width = (high - low) / BINS;
    return IntStream.rangeClosed(0, BINS).mapToDouble(bin -> start + bin * width).toArray();
  }

  /** The share of rows in each bin; rows outside all bins count in the total. */
  private static List<Double> shares(Tensor rows, int column, double[] edges) {
    int[] counts = new int[BINS];
    double width = edges[1] - edges[0];
    for (int row = 0; row < rows.rows(); row++) {
      double position = (rows.at(row, column) - edges[0]) / width;
      if (position >= 0 && position <= BINS) {
        counts[Math.min(BINS - 1, (int) position)]++;
      }
    }
    return Arrays.stream(counts)
        .mapToObj(count -> ChartData.rounded((double) count / rows.rows()))
        .toList();
  }
}
