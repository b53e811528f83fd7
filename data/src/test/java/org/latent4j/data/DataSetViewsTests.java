package org.latent4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Tensor;

class DataSetViewsTests {
  private static final DataShape SHAPE = new DataShape.Image(1, 2, 1);
  private static final Factor LETTER = new Factor("letter", List.of("a", "b", "c"));

  private static TensorDataSet floats() {
    return TensorDataSet.of(
        SHAPE,
        Tensor.of(new float[] {0, 1, 0.2f, 0.4f, 1, 1}, 3, 2),
        FactorColumns.of(LETTER, new int[] {2, 0, 1}));
  }

  private static ByteDataSet bytes() {
    return ByteDataSet.of(
        SHAPE,
        new byte[] {0, (byte) 255, 51, 102, (byte) 255, (byte) 255},
        255,
        FactorColumns.of(LETTER, new int[] {2, 0, 1}));
  }

  @Test
  void rowsAreReadInTheOrderAskedFor() {
    Tensor into = Tensor.zeros(2, 2);
    floats().read(new int[] {0, 2, 1, 0}, 1, 3, into, Examples.random());
    assertThat(into.data()).containsExactly(1, 1, 0.2f, 0.4f);
  }

  @Test
  void bufferOfAnotherShapeIsRejected() {
    for (DataSet data : List.of(floats(), bytes(), Subset.range(floats(), 0, 2))) {
      assertThatThrownBy(
              () -> data.read(new int[] {0, 1}, 0, 2, Tensor.zeros(3, 2), Examples.random()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[2, 2], not [3, 2]");
    }
  }

  @Test
  void equalExamplesHaveEqualFingerprintsHoweverTheyAreStored() {
    assertThat(bytes().fingerprint()).isEqualTo(floats().fingerprint()).hasSize(64);
    assertThat(Subset.range(bytes(), 0, 3).fingerprint()).isEqualTo(floats().fingerprint());
  }

  @Test
  void fingerprintChangesWithValuesFactorsAndShape() {
    Tensor values = Tensor.of(new float[] {0, 1, 0.2f, 0.4f, 1, 1}, 3, 2);
    FactorColumns factors = FactorColumns.of(LETTER, new int[] {2, 0, 1});
    String original = TensorDataSet.of(SHAPE, values, factors).fingerprint();

    Tensor changed = values.copy();
    changed.data()[3] = Math.nextUp(0.4f);
    assertThat(TensorDataSet.of(SHAPE, changed, factors).fingerprint()).isNotEqualTo(original);
    FactorColumns relabelled = FactorColumns.of(LETTER, new int[] {2, 0, 2});
    assertThat(TensorDataSet.of(SHAPE, values, relabelled).fingerprint()).isNotEqualTo(original);
    DataShape upright = new DataShape.Image(2, 1, 1);
    assertThat(TensorDataSet.of(upright, values, factors).fingerprint()).isNotEqualTo(original);
    assertThat(Subset.of(floats(), new int[] {1, 0, 2}).fingerprint()).isNotEqualTo(original);
  }

  @Test
  void subsetIsAViewWithTheFactorsOfItsExamples() {
    Subset subset = Subset.of(floats(), new int[] {2, 0});
    assertThat(subset.size()).isEqualTo(2);
    assertThat(Examples.all(subset).data()).containsExactly(1, 1, 0, 1);
    assertThat(subset.factor(0, 0)).isEqualTo(1);
    assertThat(subset.factor(1, 0)).isEqualTo(2);
    assertThat(Subset.range(subset, 1, 2).factor(0, 0)).isEqualTo(2);
    assertThat(Subset.range(floats(), 3, 3).size()).isZero();
    assertThat(Subset.range(floats(), 3, 3).fingerprint()).hasSize(64);
  }

  @Test
  void subsetOfExamplesThatAreNotThereIsRejected() {
    assertThatThrownBy(() -> Subset.of(floats(), new int[] {3}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Subset.range(floats(), 2, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void subsetOfADynamicSetHasAFingerprint() {
    Subset subset = Subset.range(BinarizedDataSet.dynamic(floats()), 0, 2);
    assertThat(subset.fingerprint())
        .isEqualTo(Subset.range(BinarizedDataSet.dynamic(floats()), 0, 2).fingerprint());
  }

  @Test
  void labelsAreOrderedAsNumbersWhereTheyAreNumbers() {
    List<String> names = List.of("10", "9", "b", "-1.5", "a", "10");
    FactorColumns labels = FactorColumns.labels(FactorColumns.classes("label", names), names);
    assertThat(labels.factors().get(0).values()).containsExactly("-1.5", "9", "10", "a", "b");
    assertThat(labels.value(0, 0)).isEqualTo(2);
    assertThat(labels.value(5, 0)).isEqualTo(2);
  }

  @Test
  void factorsMustFitTheirExamples() {
    assertThatThrownBy(() -> FactorColumns.of(LETTER, new int[] {3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letter");
    assertThatThrownBy(
            () ->
                FactorColumns.of(LETTER, new int[] {1})
                    .and(new Factor("more", List.of("x")), new int[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> ByteDataSet.of(SHAPE, new byte[4], 1, FactorColumns.of(LETTER, new int[] {1})))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
