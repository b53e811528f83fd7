package org.latent4j.kernels.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.kernels.lifetime.Lifetime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Native memory is freed when it is no longer needed, not when the garbage collector looks. */
class NativeMemoryTests {
  @BeforeAll
  static void start() {
    Nd4jLibrary.makeReadable();
  }

  @Test
  void aTapeFreesItsValuesOnReset() {
    Parameter weight = Parameter.trainable("w", RandomStreams.seeded(1).gaussian(4, 3));
    Nd4jTape tape = new Nd4jTape(DataType.FLOAT, new Lifetime(), true);
    Var x = tape.noise(RandomStreams.seeded(2), 5, 4);
    Var bias = tape.constant(1);
    Var y = tape.dense(x, tape.parameter(weight), bias, Activation.SOFTPLUS);
    Var objective = y.rowSums().mean();
    tape.backward(objective, Parameters.of(weight));
    List<INDArray> owners = new ArrayList<>();
    for (Var variable : List.of(x, bias, y, objective)) {
      owners.add(((Nd4jVar) variable).matrix());
    }
    assertThat(owners).noneMatch(INDArray::wasClosed);
    tape.reset();
    assertThat(owners).allMatch(INDArray::wasClosed);
  }

  @Test
  void intermediateArraysAreFreedAtOnceAndTheResultStays() {
    List<INDArray> intermediate = new ArrayList<>();
    NativeScope scope = new NativeScope(DataType.DOUBLE);
    INDArray result =
        scope.resultOf(
            inner -> {
              intermediate.add(inner.filled(2, 1, 3));
              intermediate.add(inner.exp(intermediate.get(0)));
              return inner.times(intermediate.get(1), 2);
            });
    assertThat(intermediate).allMatch(INDArray::wasClosed);
    assertThat(result.getDouble(0)).isEqualTo(2 * Math.exp(2));
    scope.close();
    assertThat(result.wasClosed()).isTrue();
  }

  @Test
  void aResultThatIsAnOperandOrAViewIsCopied() {
    try (NativeScope outer = new NativeScope(DataType.DOUBLE)) {
      INDArray operand = outer.filled(7, 2, 3);
      INDArray copy = outer.resultOf(inner -> operand);
      INDArray view = outer.resultOf(inner -> inner.plus(operand, 1).reshape('c', 3, 2));
      assertThat(copy).isNotSameAs(operand);
      assertThat(copy.getDouble(0)).isEqualTo(7);
      assertThat(view.getDouble(2, 1)).isEqualTo(8);
    }
  }
}
