package org.latent4j.kernels.optimizers;

import java.util.List;
import org.latent4j.api.tensor.Parameter;

/** Where an optimiser keeps what it remembers of its parameters. */
final class Places {
  private Places() {}

  static int of(Parameter parameter, List<Parameter> own) {
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i) == parameter) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "parameter '" + parameter.name() + "' is none of the " + own.size() + " of this optimiser");
  }
}
