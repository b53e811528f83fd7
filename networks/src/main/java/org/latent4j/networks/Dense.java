package org.latent4j.networks;

import java.util.Optional;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * A dense layer, x·W + b.
 *
 * @param weight {@code [inputs, outputs]}
 * @param bias {@code [outputs]}; empty where what follows would take it out again
 */
record Dense(Parameter weight, Optional<Parameter> bias) {
  /**
   * A layer with fresh weights and, if it has one, a bias of 0.
   *
   * @param name the prefix of the parameters' names
   * @param following the activation behind it, which the weights' size depends on
   * @param random split by the weight's name, so that each layer draws from a stream of its own
   */
  static Dense create(
      String name,
      int inputs,
      int outputs,
      Activation following,
      boolean biased,
      Initialization initialization,
      RandomStream random) {
    String weight = name + ".weight";
    return new Dense(
        Parameter.trainable(
            weight, initialization.draw(inputs, outputs, following, random.split(weight))),
        biased
            ? Optional.of(Parameter.trainable(name + ".bias", Tensor.zeros(outputs)))
            : Optional.empty());
  }

  /** {@code [n, inputs]} to {@code [n, outputs]}. */
  Var apply(Var x, Activation activation) {
    Tape tape = x.tape();
    Var w = tape.parameter(weight);
    return bias.isPresent()
        ? tape.dense(x, w, tape.parameter(bias.get()), activation)
        : activation.of(x.matmul(w));
  }

  Parameters parameters() {
    return bias.map(b -> Parameters.of(weight, b)).orElseGet(() -> Parameters.of(weight));
  }
}
