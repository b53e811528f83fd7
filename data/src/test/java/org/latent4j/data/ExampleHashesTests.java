package org.latent4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class ExampleHashesTests {
  private static final int ROWS = 2_000;
  private static final int FEATURES = 8;

  private static DataSet random() {
    Tensor values = Tensor.zeros(ROWS, FEATURES);
    RandomStreams.seeded(3).fillUniform(values.data(), 0, values.size());
    return TensorDataSet.of(new DataShape.Image(2, 4, 1), values, FactorColumns.none());
  }

  private static DataSet row(float... values) {
    return TensorDataSet.of(
        new DataShape.Image(1, values.length, 1),
        Tensor.of(values, 1, values.length),
        FactorColumns.none());
  }

  private static DataSet copied(DataSet data) {
    return TensorDataSet.of(data.shape(), Examples.all(data), FactorColumns.none());
  }

  @Test
  void anExampleIsKnownAgainInAnotherOrderAndAnotherSet() {
    DataSet all = random();
    int[] order = RandomStreams.seeded(4).permutation(ROWS);
    long[] hashes = ExampleHashes.of(all);
    long[] permuted = ExampleHashes.of(copied(Subset.of(all, order)));
    for (int i = 0; i < ROWS; i++) {
      assertThat(permuted[i]).isEqualTo(hashes[order[i]]);
    }
    assertThat(Arrays.stream(hashes).distinct()).hasSize(ROWS);
  }

  @Test
  void whatIsDrawnBinarizedOrStandardizedDoesNotChangeIt() {
    DataSet all = random();
    Tensor values = Examples.all(all);
    int[] half = RandomStreams.seeded(5).permutation(ROWS / 2);
    Standardization standardization = Standardization.of(values, half, column -> true);
    long[] hashes = ExampleHashes.of(all);
    assertThat(ExampleHashes.of(BinarizedDataSet.dynamic(all))).isEqualTo(hashes);
    assertThat(ExampleHashes.of(BinarizedDataSet.threshold(all, 0.3))).isEqualTo(hashes);
    DataSet standardized = StandardizedDataSet.of(all, standardization);
    assertThat(ExampleHashes.of(standardized)).isEqualTo(hashes);
    assertThat(ExampleHashes.of(Subset.range(standardized, 0, ROWS))).isEqualTo(hashes);
    assertThat(ExampleHashes.of(Subset.range(BinarizedDataSet.dynamic(all), 10, 20)))
        .isEqualTo(Arrays.copyOfRange(hashes, 10, 20));
  }

  @Test
  void standardizedAsReadIsWhatWouldBeStandardizedInPlace() {
    DataSet all = random();
    Tensor values = Examples.all(all);
    Standardization standardization = Standardization.of(values, new int[] {1, 5, 9}, c -> c != 3);
    Tensor read = Examples.all(StandardizedDataSet.of(all, standardization));
    standardization.apply(values);
    assertThat(read.data()).isEqualTo(values.data());
  }

  @Test
  void oneBitMoreOrLessAndAnotherOrderOfFeaturesAreOtherExamples() {
    Set<Long> hashes = new HashSet<>();
    float[] values = {0, 1, 0, 1, 1, 0, 0.5f, Float.MIN_VALUE};
    hashes.add(ExampleHashes.of(row(values))[0]);
    for (int i = 0; i < values.length; i++) {
      float[] other = values.clone();
      other[i] = Math.nextUp(other[i]);
      hashes.add(ExampleHashes.of(row(other))[0]);
    }
    hashes.add(ExampleHashes.of(row(1, 0, 0, 1, 1, 0, 0.5f, Float.MIN_VALUE))[0]);
    hashes.add(ExampleHashes.of(row(0, 0))[0]);
    hashes.add(ExampleHashes.of(row(0, 0, 0))[0]);
    assertThat(hashes).hasSize(values.length + 4);
  }

  @Test
  void minusZeroIsZero() {
    assertThat(ExampleHashes.of(row(-0f, 1))).isEqualTo(ExampleHashes.of(row(0f, 1)));
  }

  @Test
  void examplesThatAreDrawnAsTheyAreReadStayThoseThatAreStored() {
    RandomStream random = Examples.random();
    DataSet drawn = BinarizedDataSet.dynamic(random());
    assertThat(Examples.some(drawn.stored(), random, 7).data())
        .isEqualTo(Examples.one(random(), 7));
  }
}
