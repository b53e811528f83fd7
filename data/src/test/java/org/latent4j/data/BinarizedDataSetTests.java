package org.latent4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class BinarizedDataSetTests {
  private final RandomStream random = RandomStreams.seeded(9);

  private static DataSet grey(float... values) {
    return TensorDataSet.of(
        new DataShape.Image(1, values.length, 1),
        Tensor.of(values, 1, values.length),
        FactorColumns.none());
  }

  private static DataSet many(int rows, int features, float value) {
    float[] values = new float[rows * features];
    Arrays.fill(values, value);
    return TensorDataSet.of(
        new DataShape.Image(1, features, 1),
        Tensor.of(values, rows, features),
        FactorColumns.none());
  }

  @Test
  void thresholdItselfIsBlack() {
    DataSet data = BinarizedDataSet.threshold(grey(0f, 0.5f, 0.50001f, 1f), 0.5);
    assertThat(Examples.one(data, 0)).containsExactly(0f, 0f, 1f, 1f);
  }

  @Test
  void dynamicPixelsAreOnWithTheirIntensityAsProbability() {
    int draws = 200_000;
    for (float intensity : new float[] {0.1f, 0.5f, 0.97f}) {
      DataSet data = BinarizedDataSet.dynamic(many(200, 1000, intensity));
      Tensor drawn = Examples.some(data, random, rows(200));
      double sum = 0;
      for (float value : drawn.data()) {
        assertThat(value == 0 || value == 1).isTrue();
        sum += value;
      }
      double standardError = Math.sqrt(intensity * (1 - intensity) / draws);
      assertThat(sum / draws).isCloseTo(intensity, within(5 * standardError));
    }
  }

  @Test
  void blackAndWhiteStayAsTheyAre() {
    assertThat(Examples.all(BinarizedDataSet.dynamic(many(50, 500, 0))).data()).containsOnly(0f);
    assertThat(Examples.all(BinarizedDataSet.dynamic(many(50, 500, 1))).data()).containsOnly(1f);
  }

  @Test
  void everyStreamDrawsAnew() {
    DataSet data = BinarizedDataSet.dynamic(many(4, 100, 0.5f));
    Tensor first = Examples.some(data, random.split(1), 0, 1, 2, 3);
    assertThat(Examples.some(data, random.split(2), 0, 1, 2, 3).data()).isNotEqualTo(first.data());
    assertThat(Examples.some(data, random.split(1), 0, 1, 2, 3).data()).isEqualTo(first.data());
    assertThat(first.copyOfRows(0, 1).data()).isNotEqualTo(first.copyOfRows(1, 2).data());
  }

  @Test
  void whatIsDrawnDoesNotDependOnTheBatch() {
    DataSet data = BinarizedDataSet.dynamic(many(4, 100, 0.5f));
    Tensor together = Examples.some(data, random, 3, 1, 2);
    Tensor alone = Examples.some(data, random, 2);
    assertThat(alone.data()).isEqualTo(together.copyOfRows(2, 3).data());
  }

  @Test
  void valuesThatAreNoIntensitiesAreRejected() {
    for (float value : new float[] {-0.01f, 1.5f, Float.NaN}) {
      assertThatThrownBy(() -> BinarizedDataSet.dynamic(grey(0.5f, value)))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("example 0, feature 1 is " + value)
          .hasMessageContaining("[0, 1]");
      assertThatThrownBy(() -> BinarizedDataSet.threshold(grey(0.5f, value), 0.5))
          .isInstanceOf(Latent4jException.class);
    }
  }

  @Test
  void fingerprintTellsTheKindsApart() {
    DataSet data = grey(0.2f, 0.4f);
    assertThat(data.fingerprint())
        .isNotEqualTo(BinarizedDataSet.dynamic(data).fingerprint())
        .isNotEqualTo(BinarizedDataSet.threshold(data, 0.5).fingerprint());
    assertThat(BinarizedDataSet.threshold(data, 0.3).fingerprint())
        .isNotEqualTo(BinarizedDataSet.threshold(data, 0.5).fingerprint())
        .isEqualTo(BinarizedDataSet.threshold(grey(0.2f, 0.4f), 0.3).fingerprint());
  }

  private static int[] rows(int count) {
    return IntStream.range(0, count).toArray();
  }
}
