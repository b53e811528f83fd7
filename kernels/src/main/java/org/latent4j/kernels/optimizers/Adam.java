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

/** Adam (Kingma and Ba, 2015). */
public final class Adam implements Optimizer {
  private final Engine engine;
  private final List<Parameter> parameters;
  private final List<Tensor> firstMoments = new ArrayList<>();
  private final List<Tensor> secondMoments = new ArrayList<>();
  private final Parameters state;
  private final double rate;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private long steps;

  /**
   * An optimiser at its first step.
   *
   * @param parameters those to move; all trainable
   */
  public Adam(
      Engine engine,
      Parameters parameters,
      double rate,
      double beta1,
      double beta2,
      double epsilon) {
    this.engine = engine;
    this.parameters = parameters.asList();
    this.rate = rate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    List<Parameter> state = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Tensor first = Tensor.zeros(parameter.value().shape());
      Tensor second = Tensor.zeros(parameter.value().shape());
      firstMoments.add(first);
      secondMoments.add(second);
      state.add(Parameter.buffer(parameter.name() + ".first-moment", first));
      state.add(Parameter.buffer(parameter.name() + ".second-moment", second));
    }
    this.state = Parameters.of(state);
  }

  @Override
  public void step(double factor) {
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      engine.adam(
          parameter.value(),
          parameter.gradient(),
          firstMoments.get(i),
          secondMoments.get(i),
          rate * factor,
          beta1,
          beta2,
          epsilon,
          steps);
    }
  }

  @Override
  public Optional<ElementwiseStep> begin(double factor) {
    return engine
        .elementwise()
        .map(
            elementwise -> {
              steps++;
              Engine.AdamStep step = elementwise.adam(rate * factor, beta1, beta2, epsilon, steps);
              return (parameter, from, to, gradient, offset) -> {
                int i = Places.of(parameter, parameters);
                step.move(
                    parameter.value(),
                    gradient,
                    offset,
                    firstMoments.get(i),
                    secondMoments.get(i),
                    from,
                    to);
              };
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
