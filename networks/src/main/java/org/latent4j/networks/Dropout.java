package org.latent4j.networks;

import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Inverted dropout (Srivastava et al., 2014): while training each number is set to 0 with the given
 * probability and the others are scaled by 1 / (1 − probability), so that the expectation stays and
 * nothing is to be done in use.
 *
 * @param name splits off this layer's own randomness
 */
record Dropout(String name, double probability) {
  Var apply(Var x, Mode mode) {
    if (probability > 0 && mode instanceof Mode.Training training) {
      Tensor mask = Tensor.zeros(x.shape());
      float[] values = mask.data();
      training.random().split(name).fillUniform(values, 0, values.length);
      float kept = (float) (1 / (1 - probability));
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] < probability ? 0 : kept;
      }
      return x.times(x.tape().constant(mask));
    }
    return x;
  }
}
