package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;

class EngineContractTests {
  @Nested
  class FusedOnOneThread implements EngineContract {
    @Override
    public Engine engine() {
      return FusedEngine.create(1);
    }
  }

  @Nested
  class FusedOnThreeThreads implements EngineContract {
    @Override
    public Engine engine() {
      return FusedEngine.create(3);
    }
  }

  @Nested
  class Nd4jInSinglePrecision implements EngineContract {
    @Override
    public Engine engine() {
      return Nd4jEngine.create(Precision.FLOAT);
    }
  }

  @Nested
  class Nd4jInDoublePrecision implements EngineContract {
    @Override
    public Engine engine() {
      return Nd4jEngine.create(Precision.DOUBLE);
    }
  }

  /** Adds ε to the variance instead of the deviation, as some libraries do. */
  private record MisplacedEpsilon(Engine right) implements Engine {
    @Override
    public String description() {
      return right.description();
    }

    @Override
    public Tape newTape() {
      return right.newTape();
    }

    @Override
    public Tape newForwardTape() {
      return right.newForwardTape();
    }

    @Override
    public void adam(
        Tensor value,
        Tensor gradient,
        Tensor firstMoment,
        Tensor secondMoment,
        double rate,
        double beta1,
        double beta2,
        double epsilon,
        long step) {
      for (int i = 0; i < value.size(); i++) {
        float g = gradient.data()[i];
        float m = (float) (beta1 * firstMoment.data()[i] + (1 - beta1) * g);
        float v = (float) (beta2 * secondMoment.data()[i] + (1 - beta2) * g * g);
        firstMoment.data()[i] = m;
        secondMoment.data()[i] = v;
        double deviation = Math.sqrt(v / (1 - Math.pow(beta2, step)) + epsilon);
        value.data()[i] -= (float) (rate * m / (1 - Math.pow(beta1, step)) / deviation);
      }
    }

    @Override
    public void momentum(
        Tensor value, Tensor gradient, Tensor velocity, double rate, double momentum) {
      right.momentum(value, gradient, velocity, rate, 0);
    }

    @Override
    public void close() {
      right.close();
    }
  }

  @Test
  void wrongOptimiserStepsAreCaught() {
    EngineContract contract = () -> new MisplacedEpsilon(FusedEngine.create(1));
    assertThatThrownBy(contract::adamFollowsItsFormula)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("w is");
    assertThatThrownBy(contract::momentumFollowsItsFormula)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("u is");
  }
}
