package org.latent4j.networks;

import java.util.Arrays;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * The learned scale and shift behind a normalisation.
 *
 * @param scale {@code [units]}, 1 at first
 * @param shift {@code [units]}, 0 at first
 */
record Affine(Parameter scale, Parameter shift) {
  static Affine create(String name, int units) {
    return new Affine(
        Parameter.trainable(name + ".scale", ones(units)),
        Parameter.trainable(name + ".shift", Tensor.zeros(units)));
  }

  static Tensor ones(int units) {
    Tensor ones = Tensor.zeros(units);
    Arrays.fill(ones.data(), 1);
    return ones;
  }

  /** {@code [n, units]} to {@code [n, units]}. */
  Var apply(Var normalized) {
    Tape tape = normalized.tape();
    return normalized.times(tape.parameter(scale)).plus(tape.parameter(shift));
  }

  Parameters parameters() {
    return Parameters.of(scale, shift);
  }
}
