package org.latent4j.kernels.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jArraysTests {
  private static final float[] TWELVE = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @Test
  void tensorsComeBackAsTheyWent() {
    Tensor tensor = Tensor.of(TWELVE.clone(), 2, 3, 2);
    INDArray array = Nd4jArrays.toINDArray(tensor);
    assertThat(array.shape()).containsExactly(2, 3, 2);
    assertThat(array.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(array.getFloat(1, 2, 0)).isEqualTo(10);
    Tensor back = Nd4jArrays.toTensor(array);
    assertThat(back.shape()).containsExactly(2, 3, 2);
    assertThat(back.data()).containsExactly(TWELVE);
  }

  @Test
  void bothDirectionsCopy() {
    Tensor tensor = Tensor.of(TWELVE.clone(), 3, 4);
    INDArray array = Nd4jArrays.toINDArray(tensor);
    tensor.data()[0] = 100;
    assertThat(array.getFloat(0, 0)).isZero();
    Tensor copied = Nd4jArrays.toTensor(array);
    array.putScalar(0, 0, 200);
    assertThat(copied.data()[0]).isZero();
  }

  @Test
  void columnMajorArraysAreReadInRowMajorOrder() {
    INDArray array = Nd4j.create(TWELVE.clone(), new long[] {3, 4}, 'f');
    assertThat(Nd4jArrays.toTensor(array).data())
        .containsExactly(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11);
  }

  @Test
  void transposedArraysAreReadInRowMajorOrder() {
    INDArray array = Nd4j.create(TWELVE.clone(), new long[] {3, 4}, 'c').transpose();
    Tensor tensor = Nd4jArrays.toTensor(array);
    assertThat(tensor.shape()).containsExactly(4, 3);
    assertThat(tensor.data()).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
  }

  @Test
  void viewsAreReadWithTheirOffsetAndStrides() {
    INDArray array = Nd4j.create(TWELVE.clone(), new long[] {3, 4}, 'c');
    INDArray lowerRight = array.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(2, 4));
    assertThat(Nd4jArrays.toTensor(lowerRight).data()).containsExactly(6, 7, 10, 11);
    INDArray lastRows = array.get(NDArrayIndex.interval(1, 3), NDArrayIndex.all());
    assertThat(Nd4jArrays.toTensor(lastRows).data()).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
    INDArray firstRows = array.get(NDArrayIndex.interval(0, 2), NDArrayIndex.all());
    assertThat(Nd4jArrays.toTensor(firstRows).data()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    INDArray column = array.getColumn(1);
    assertThat(Nd4jArrays.toTensor(column).data()).containsExactly(1, 5, 9);
    INDArray everyOther = array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, 4));
    assertThat(Nd4jArrays.toTensor(everyOther).data()).containsExactly(0, 2, 4, 6, 8, 10);
    INDArray reshaped = array.reshape('c', 2, 6);
    assertThat(Nd4jArrays.toTensor(reshaped).data()).containsExactly(TWELVE);
  }

  @Test
  void otherNumberTypesAreRoundedToFloat() {
    INDArray doubles = Nd4j.createFromArray(0.1, 1e300, -2);
    assertThat(Nd4jArrays.toTensor(doubles).data())
        .containsExactly(0.1f, Float.POSITIVE_INFINITY, -2);
    assertThat(Nd4jArrays.toTensor(Nd4j.createFromArray(1, 2, 16_777_217)).data())
        .containsExactly(1, 2, 16_777_216);
    assertThat(Nd4jArrays.toTensor(Nd4j.createFromArray(true, false)).data()).containsExactly(1, 0);
  }

  @Test
  void conversionLeavesTheArrayUsable() {
    INDArray doubles = Nd4j.createFromArray(1.0, 2.0);
    Nd4jArrays.toTensor(doubles);
    assertThat(doubles.wasClosed()).isFalse();
    INDArray floats = Nd4j.createFromArray(1f, 2f);
    Nd4jArrays.toTensor(floats);
    assertThat(floats.wasClosed()).isFalse();
  }

  @Test
  void scalarsAndEmptyArraysConvert() {
    Tensor scalar = Nd4jArrays.toTensor(Nd4j.scalar(2.5));
    assertThat(scalar.shape()).containsExactly(1);
    assertThat(scalar.data()).containsExactly(2.5f);
    Tensor empty = Nd4jArrays.toTensor(Nd4j.create(DataType.FLOAT, 0, 3));
    assertThat(empty.shape()).containsExactly(0, 3);
    assertThat(Nd4jArrays.toINDArray(Tensor.zeros(0, 3)).shape()).containsExactly(0, 3);
  }

  @Test
  void textHasNoNumbers() {
    assertThatThrownBy(() -> Nd4jArrays.toTensor(Nd4j.create("one", "two")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UTF8");
  }
}
