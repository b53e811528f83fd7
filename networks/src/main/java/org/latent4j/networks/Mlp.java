package org.latent4j.networks;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** A multilayer perceptron: hidden layers and a linear head. */
final class Mlp {
  private final List<HiddenLayer> hidden;
  private final Dense head;
  private final Parameters parameters;

  private Mlp(List<HiddenLayer> hidden, Dense head) {
    this.hidden = List.copyOf(hidden);
    this.head = head;
    Parameters all = Parameters.none();
    for (HiddenLayer layer : hidden) {
      all = all.and(layer.parameters());
    }
    this.parameters = all.and(head.parameters());
  }

  static Mlp create(
      String name, int inputs, int outputs, MlpSettings settings, RandomStream random) {
    List<HiddenLayer> layers = new ArrayList<>();
    int width = inputs;
    for (int units : settings.hidden()) {
      layers.add(
          HiddenLayer.create(name + ".hidden" + layers.size(), width, units, settings, random));
      width = units;
    }
    Dense head =
        Dense.create(
            name + ".head",
            width,
            outputs,
            Activation.IDENTITY,
            true,
            settings.initialization(),
            random);
    return new Mlp(layers, head);
  }

  /** {@code [n, inputs]} to {@code [n, outputs]}. */
  Var apply(Var x, Mode mode) {
    Var code = x;
    for (HiddenLayer layer : hidden) {
      code = layer.apply(code, mode);
    }
    return head.apply(code, Activation.IDENTITY);
  }

  Parameters parameters() {
    return parameters;
  }
}
