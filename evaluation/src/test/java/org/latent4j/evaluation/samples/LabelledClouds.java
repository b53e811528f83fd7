package org.latent4j.evaluation.samples;

import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.RowsData;

/** Points around three corners of a triangle in eight dimensions, labelled by the corner. */
record LabelledClouds(RowsData points, List<Integer> labels) implements DataSet {
  static final int FEATURES = 8;
  static final int CORNERS = 3;
  static final double DEVIATION = 0.1;

  static LabelledClouds draw(int count, RandomStream random) {
    List<Integer> labels = IntStream.range(0, count).mapToObj(i -> i % CORNERS).toList();
    Tensor points = random.gaussian(count, FEATURES);
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < FEATURES; k++) {
        points.data()[i * FEATURES + k] *= (float) DEVIATION;
      }
      points.data()[i * FEATURES + labels.get(i)] += 1;
    }
    return new LabelledClouds(new RowsData(points), labels);
  }

  @Override
  public int size() {
    return points.size();
  }

  @Override
  public DataShape shape() {
    return points.shape();
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    points.read(rows, from, to, into, random);
  }

  @Override
  public List<Factor> factors() {
    return List.of(new Factor("label", List.of("a", "b", "c")));
  }

  @Override
  public int factor(int row, int factor) {
    return labels.get(row);
  }

  @Override
  public String fingerprint() {
    return "clouds";
  }
}
