package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

/** What every {@link DataSet} must hold. A test class implements it and gives the set. */
public interface DataSetContract {
  /** The set under test, opened anew each time; of at least 2 examples. */
  DataSet dataSet();

  /** Whether examples are drawn anew from the stream at each reading (dynamic binarisation). */
  default boolean isDrawnAnew() {
    return false;
  }

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(7).split(purpose);
  }

  /** At most 200 examples, from all over the set. */
  private static int[] someRows(DataSet data) {
    int count = Math.min(data.size(), 200);
    return IntStream.range(0, count)
        .map(i -> (int) ((long) i * (data.size() - 1) / Math.max(1, count - 1)))
        .toArray();
  }

  private static float[] read(DataSet data, int[] rows, RandomStream random) {
    Tensor into = Tensor.zeros(rows.length, data.shape().features());
    data.read(rows, 0, rows.length, into, random);
    return into.data();
  }

  @Test
  default void examplesAreFinite() {
    DataSet data = dataSet();
    assertThat(data.size()).isGreaterThanOrEqualTo(2);
    for (float number : read(data, someRows(data), random("reading"))) {
      assertThat(number).isFinite();
    }
  }

  @Test
  default void everyNumberAskedForIsWrittenAndNoOther() {
    DataSet data = dataSet();
    int features = data.shape().features();
    int[] rows = someRows(data);
    Tensor into = Tensor.zeros(rows.length - 1, features);
    Arrays.fill(into.data(), Float.NaN);
    data.read(rows, 1, rows.length, into, random("reading"));
    for (float number : into.data()) {
      assertThat(number).as("a number that was asked for").isNotNaN();
    }
    int[] before = rows.clone();
    data.read(rows, 0, 1, Tensor.zeros(1, features), random("reading"));
    assertThat(rows).as("the indices").containsExactly(before);
  }

  @Test
  default void examplesAreTheSameInAnyOrder() {
    if (!isDrawnAnew()) {
      DataSet data = dataSet();
      int features = data.shape().features();
      int[] rows = someRows(data);
      float[] forward = read(data, rows, random("reading"));
      int[] reversed =
          IntStream.range(0, rows.length).map(i -> rows[rows.length - 1 - i]).toArray();
      float[] backward = read(data, reversed, random("another reading"));
      for (int i = 0; i < rows.length; i++) {
        int at = (rows.length - 1 - i) * features;
        assertThat(Arrays.copyOfRange(backward, at, at + features))
            .as("example %d", rows[i])
            .isEqualTo(Arrays.copyOfRange(forward, i * features, (i + 1) * features));
      }
    }
  }

  @Test
  default void sameStreamGivesTheSameBits() {
    DataSet data = dataSet();
    int[] rows = someRows(data);
    float[] first = read(data, rows, random("reading"));
    assertThat(read(data, rows, random("reading"))).isEqualTo(first);
    assertThat(read(dataSet(), rows, random("reading"))).as("opened again").isEqualTo(first);
    if (isDrawnAnew()) {
      assertThat(read(data, rows, random("another reading"))).isNotEqualTo(first);
    }
  }

  @Test
  default void severalThreadsReadTheSame() {
    DataSet data = dataSet();
    int[] rows = someRows(data);
    float[] expected = read(data, rows, random("reading"));
    List<float[]> found =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(thread -> read(data, rows, random("reading")))
            .toList();
    for (float[] values : found) {
      assertThat(values).isEqualTo(expected);
    }
  }

  @Test
  default void factorsAreIndicesOfTheirValues() {
    DataSet data = dataSet();
    List<Factor> factors = data.factors();
    assertThat(factors).extracting(Factor::name).doesNotHaveDuplicates();
    for (int factor = 0; factor < factors.size(); factor++) {
      for (int row : someRows(data)) {
        assertThat(data.factor(row, factor))
            .as("%s of example %d", factors.get(factor).name(), row)
            .isBetween(0, factors.get(factor).values().size() - 1);
      }
    }
  }

  @Test
  default void fingerprintIsASha256AndTheSameWhenOpenedAgain() {
    String fingerprint = dataSet().fingerprint();
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(dataSet().fingerprint()).isEqualTo(fingerprint);
  }
}
