package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

/** What every {@link Optimizer} must hold. A test class implements it and makes the optimiser. */
public interface OptimizerContract {
  /**
   * The optimiser under test at its first step, over exactly these parameters, with a learning rate
   * small enough for f(w) = ½ ‖w‖².
   */
  Optimizer optimizer(Engine engine, Parameters parameters);

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(6).split(purpose);
  }

  private static Parameters parameters() {
    return Parameters.of(
        Parameter.trainable("first.weight", random("first").gaussian(13, 7)),
        Parameter.trainable("second.bias", random("second").gaussian(5)));
  }

  /** The gradient of ½ ‖w‖² is w. */
  private static void setGradients(Parameters parameters) {
    for (Parameter parameter : parameters) {
      float[] gradient = parameter.gradient().data();
      System.arraycopy(parameter.value().data(), 0, gradient, 0, gradient.length);
    }
  }

  private static void steps(Optimizer optimizer, Parameters parameters, int count) {
    for (int i = 0; i < count; i++) {
      setGradients(parameters);
      optimizer.step(1);
    }
  }

  private static double squaredNorm(Parameters parameters) {
    double sum = 0;
    for (Parameter parameter : parameters) {
      for (float number : parameter.value().data()) {
        sum += (double) number * number;
      }
    }
    return sum;
  }

  @Test
  default void stepsLowerAQuadratic() {
    Parameters parameters = parameters();
    Optimizer optimizer = optimizer(Engines.fused(), parameters);
    double before = squaredNorm(parameters);
    steps(optimizer, parameters, 1);
    double afterOne = squaredNorm(parameters);
    assertThat(afterOne).as("‖w‖² after a step").isLessThan(before);
    steps(optimizer, parameters, 50);
    assertThat(squaredNorm(parameters)).as("‖w‖² after more steps").isLessThan(afterOne);
  }

  @Test
  default void theFirstStepIsProportionalToTheFactor() {
    Parameters whole = parameters();
    Parameters half = parameters();
    Parameters none = parameters();
    Optimizer optimizer = optimizer(Engines.fused(), whole);
    setGradients(whole);
    optimizer.step(1);
    Optimizer halved = optimizer(Engines.fused(), half);
    setGradients(half);
    halved.step(0.5);
    Optimizer stopped = optimizer(Engines.fused(), none);
    setGradients(none);
    stopped.step(0);
    List<float[]> start = NetworkChecks.valuesOf(parameters());
    NetworkChecks.assertValuesAre("after a step with factor 0", none, start);
    for (int k = 0; k < start.size(); k++) {
      float[] moved = whole.asList().get(k).value().data();
      float[] halfMoved = half.asList().get(k).value().data();
      for (int i = 0; i < moved.length; i++) {
        double expected = 0.5 * ((double) moved[i] - start.get(k)[i]);
        // Both values are rounded.
        double error = 4 * Rounding.FLOAT * Math.abs(start.get(k)[i]);
        new Estimate((double) halfMoved[i] - start.get(k)[i], error + 1e-5 * Math.abs(expected))
            .assertIs("the move with factor ½", expected);
      }
    }
  }

  @Test
  default void stepsAreCounted() {
    Parameters parameters = parameters();
    Optimizer optimizer = optimizer(Engines.fused(), parameters);
    assertThat(optimizer.steps()).isZero();
    steps(optimizer, parameters, 3);
    assertThat(optimizer.steps()).isEqualTo(3);
    optimizer.resumeAt(10);
    assertThat(optimizer.steps()).isEqualTo(10);
  }

  /** Every number in stretches of three, the last ones first, with gradients that lie elsewhere. */
  private static void moveInParts(ElementwiseStep step, Parameters parameters) {
    for (Parameter parameter : parameters) {
      float[] values = parameter.value().data();
      for (int to = values.length; to > 0; to -= 3) {
        int from = Math.max(0, to - 3);
        float[] gradient = new float[5];
        System.arraycopy(values, from, gradient, 2, to - from);
        step.move(parameter, from, to, gradient, 2);
      }
    }
  }

  @Test
  default void aStepThatIsBegunAndMadeInPartsIsTheSameStep() {
    Parameters whole = parameters();
    Parameters inParts = parameters();
    Optimizer steps = optimizer(Engines.fused(), whole);
    Optimizer parts = optimizer(Engines.fused(), inParts);
    for (int i = 0; i < 3; i++) {
      setGradients(whole);
      Optional<ElementwiseStep> begun = parts.begin(0.5);
      if (begun.isEmpty()) {
        assertThat(parts.steps()).as("steps, none of them begun").isZero();
        return;
      }
      steps.step(0.5);
      moveInParts(begun.get(), inParts);
    }
    assertThat(parts.steps()).as("steps begun").isEqualTo(3);
    NetworkChecks.assertValuesAre("after steps in parts", inParts, NetworkChecks.valuesOf(whole));
    NetworkChecks.assertValuesAre(
        "remembered after steps in parts", parts.state(), NetworkChecks.valuesOf(steps.state()));
  }

  @Test
  default void stateIsNamedAfterTheParametersAndIsNoParameterItself() {
    Parameters parameters = parameters();
    Parameters state = optimizer(Engines.fused(), parameters).state();
    for (Parameter remembered : state) {
      assertThat(parameters.asList().stream().map(Parameter::name))
          .as("the parameter that '%s' is named after", remembered.name())
          .anyMatch(name -> remembered.name().startsWith(name + "."));
    }
    assertThat(state.trainable()).as("what an optimiser may move").isEmpty();
  }

  @Test
  default void aResumedOptimiserGoesOnToTheSameBits() {
    Parameters straight = parameters();
    Optimizer uninterrupted = optimizer(Engines.fused(), straight);
    steps(uninterrupted, straight, 3);
    Parameters resumed = parameters();
    Optimizer fresh = optimizer(Engines.fused(), resumed);
    copy(straight, resumed);
    copy(uninterrupted.state(), fresh.state());
    fresh.resumeAt(uninterrupted.steps());
    steps(uninterrupted, straight, 4);
    steps(fresh, resumed, 4);
    NetworkChecks.assertValuesAre(
        "after 3 steps, resuming, and 4 more", resumed, NetworkChecks.valuesOf(straight));
  }

  private static void copy(Parameters from, Parameters to) {
    for (Parameter parameter : from) {
      float[] values = parameter.value().data();
      Tensor destination = to.find(parameter.name()).orElseThrow().value();
      System.arraycopy(values, 0, destination.data(), 0, values.length);
    }
  }

  @Test
  default void nothingButItsParametersIsMovedAndGradientsAreKept() {
    Parameters own = parameters();
    Parameters others = parameters();
    Optimizer optimizer = optimizer(Engines.fused(), own);
    optimizer(Engines.fused(), others);
    setGradients(own);
    setGradients(others);
    List<float[]> gradients = own.asList().stream().map(p -> p.gradient().data().clone()).toList();
    optimizer.step(1);
    NetworkChecks.assertValuesAre(
        "after another's step", others, NetworkChecks.valuesOf(parameters()));
    for (int i = 0; i < gradients.size(); i++) {
      assertThat(own.asList().get(i).gradient().data()).containsExactly(gradients.get(i));
    }
  }

  @Test
  default void enginesAgree() {
    Parameters fused = parameters();
    Parameters exact = parameters();
    steps(optimizer(Engines.fused(), fused), fused, 5);
    steps(optimizer(Engines.reference(), exact), exact, 5);
    for (int k = 0; k < exact.asList().size(); k++) {
      float[] expected = exact.asList().get(k).value().data();
      float[] found = fused.asList().get(k).value().data();
      for (int i = 0; i < expected.length; i++) {
        // Five steps of a few roundings each, in the value and in the moments.
        new Estimate(found[i], 5 * Rounding.ofFloatFormula(0, Math.max(1, Math.abs(expected[i]))))
            .assertIs("a value after 5 steps", expected[i]);
      }
    }
  }
}
