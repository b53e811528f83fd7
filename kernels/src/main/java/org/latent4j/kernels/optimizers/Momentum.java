package org.latent4j.kernels.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;

/**
 * Gradient descent with classical momentum (Polyak, 1964); momentum 0 is plain gradient descent.
 */
public final class Momentum implements Optimizer {
  private final Engine engine;
  private final List<Parameter> parameters;
  private final List<Tensor> velocities = new ArrayList<>();
  private final Parameters state;
  private final double rate;
  private final double momentum;
  private long steps;

  /**
   * An optimiser at its first step.
   *
   * @param parameters those to move; all trainable
   */
  public Momentum(Engine engine, Parameters parameters, double rate, double momentum) {
    this.engine = engine;
    this.parameters = parameters.asList();
    this.rate = rate;
    this.momentum = momentum;
    List<Parameter> state = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Tensor velocity = Tensor.zeros(parameter.value().shape());
      velocities.add(velocity);
      state.add(Parameter.buffer(parameter.name() + ".velocity", velocity));
    }
    this.state = Parameters.of(state);
  }

  @Override
  public void step(double factor) {
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      engine.momentum(
          parameter.value(), parameter.gradient(), velocities.get(i), rate * factor, momentum);
    }
  }

  @Override
  public Optional<ElementwiseStep> begin(double factor) {
    return engine
        .elementwise()
        .map(
            elementwise -> {
              steps++;
              return (parameter, from, to, gradient, offset) ->
                  elementwise.momentum(
                      parameter.value(),
                      gradient,
                      offset,
                      velocities.get(Places.of(parameter, parameters)),
                      rate * factor,
                      momentum,
                      from,
                      to);
            });
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Parameters state() {
    return state;
  }

  @Override
  public void resumeAt(long steps) {
    this.steps = steps;
  }
}
