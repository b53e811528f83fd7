package org.latent4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

class MatrixProductsTests {
  private static final Parameter WEIGHT =
      Parameter.trainable("weight", RandomStreams.seeded(1).gaussian(5, 7));
  private static final Parameter BIAS = Parameter.trainable("bias", Tensor.zeros(7));

  @Test
  void productsOfAForwardAndBackwardPassAreNoted() {
    try (FusedEngine engine = FusedEngine.create(1);
        Tape tape = engine.newTape()) {
      engine.beginNotingProducts();
      Var x = tape.constant(RandomStreams.seeded(2).gaussian(3, 5));
      Var y = tape.dense(x, tape.parameter(WEIGHT), tape.parameter(BIAS), Activation.RELU);
      tape.backward(y.sum(), Parameters.of(WEIGHT, BIAS));
      MatrixProducts products = engine.endNotingProducts();
      // X·W and Xᵀ·dY; X is a constant and takes no gradient.
      assertThat(products.count()).isEqualTo(2);
      assertThat(products.operations()).isEqualTo(2 * 2 * 3 * 5 * 7);
    }
  }

  @Test
  void repeatingMakesThemAgainWhereTheyWere() {
    try (FusedEngine engine = FusedEngine.create(2);
        Tape tape = engine.newTape()) {
      engine.beginNotingProducts();
      Var y = tape.constant(RandomStreams.seeded(2).gaussian(3, 5)).matmul(tape.parameter(WEIGHT));
      float[] before = y.value().data().clone();
      MatrixProducts products = engine.endNotingProducts();
      Arrays.fill(y.value().data(), 0);
      products.repeat();
      assertThat(y.value().data()).containsExactly(before);
    }
  }

  @Test
  void notingEndsOnlyWhereItBegan() {
    try (FusedEngine engine = FusedEngine.create(1)) {
      assertThatThrownBy(engine::endNotingProducts).isInstanceOf(IllegalStateException.class);
    }
  }
}
