package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.optimizers.Adam;
import org.latent4j.kernels.optimizers.Momentum;

class OptimizerContractTests {
  @Nested
  class OfAdam implements OptimizerContract {
    @Override
    public Optimizer optimizer(Engine engine, Parameters parameters) {
      return new Adam(engine, parameters, 0.01, 0.9, 0.999, 1e-8);
    }
  }

  @Nested
  class OfMomentum implements OptimizerContract {
    @Override
    public Optimizer optimizer(Engine engine, Parameters parameters) {
      return new Momentum(engine, parameters, 0.01, 0.9);
    }
  }

  /** Momentum that forgets its velocity on resume, and ignores the factor. */
  private static final class Forgetful implements Optimizer {
    private final Momentum right;

    private Forgetful(Engine engine, Parameters parameters) {
      this.right = new Momentum(engine, parameters, 0.01, 0.9);
    }

    @Override
    public void step(double factor) {
      right.step(1);
    }

    /** Moves as if nothing had been remembered. */
    @Override
    public Optional<ElementwiseStep> begin(double factor) {
      right.resumeAt(right.steps() + 1);
      return Optional.of(
          (parameter, from, to, gradient, offset) -> {
            for (int i = from; i < to; i++) {
              parameter.value().data()[i] -= 0.01f * gradient[i - from + offset];
            }
          });
    }

    @Override
    public long steps() {
      return right.steps();
    }

    @Override
    public Parameters state() {
      return Parameters.of(Parameter.buffer("velocity", Tensor.zeros(1)));
    }

    @Override
    public void resumeAt(long steps) {
      right.resumeAt(steps);
    }
  }

  @Test
  void everyMistakeOfAnOptimiserIsCaught() {
    OptimizerContract contract = Forgetful::new;
    assertThatThrownBy(contract::theFirstStepIsProportionalToTheFactor)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("factor 0");
    assertThatThrownBy(contract::aResumedOptimiserGoesOnToTheSameBits)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("resuming");
    assertThatThrownBy(contract::stateIsNamedAfterTheParametersAndIsNoParameterItself)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'velocity'");
    assertThatThrownBy(contract::aStepThatIsBegunAndMadeInPartsIsTheSameStep)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("after steps in parts");
  }

  @Test
  void optimiserThatClimbsIsCaught() {
    OptimizerContract contract = (engine, parameters) -> new Momentum(engine, parameters, -0.01, 0);
    assertThatThrownBy(contract::stepsLowerAQuadratic)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("‖w‖²");
  }
}
