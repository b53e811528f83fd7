package org.latent4j.networks;

import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** How a dense layer's weights are drawn; biases start at 0. */
public sealed interface Initialization {
  /**
   * Draws the weights of a layer.
   *
   * @param inputs columns of the layer's input
   * @param outputs columns of its output
   * @param activation what follows the layer
   * @return {@code [inputs, outputs]}
   */
  Tensor draw(int inputs, int outputs, Activation activation, RandomStream random);

  /** {@link He} before an activation that is flat on one side, {@link Glorot} otherwise. */
  record Auto() implements Initialization {
    @Override
    public Tensor draw(int inputs, int outputs, Activation activation, RandomStream random) {
      Initialization chosen =
          switch (activation) {
            case RELU, LEAKY_RELU, GELU, SOFTPLUS -> new He();
            case IDENTITY, TANH, SIGMOID -> new Glorot();
          };
      return chosen.draw(inputs, outputs, activation, random);
    }
  }

  /** Uniform between ±√(6 / (inputs + outputs)) (Glorot and Bengio, 2010). */
  record Glorot() implements Initialization {
    @Override
    public Tensor draw(int inputs, int outputs, Activation activation, RandomStream random) {
      Tensor weights = Tensor.zeros(inputs, outputs);
      float[] values = weights.data();
      random.fillUniform(values, 0, values.length);
      double limit = Math.sqrt(6.0 / (inputs + outputs));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2.0 * values[i] - 1) * limit);
      }
      return weights;
    }
  }

  /**
   * N(0, g / inputs) with g = 2 before an activation that is flat on one side, 2 / (1 + slope²)
   * before a leaky ReLU, 1 otherwise (He et al., 2015).
   */
  record He() implements Initialization {
    @Override
    public Tensor draw(int inputs, int outputs, Activation activation, RandomStream random) {
      double gain =
          switch (activation) {
            case RELU, GELU, SOFTPLUS -> 2;
            case LEAKY_RELU -> 2 / (1 + Activation.LEAKY_SLOPE * Activation.LEAKY_SLOPE);
            case IDENTITY, TANH, SIGMOID -> 1;
          };
      return new Normal(Math.sqrt(gain / inputs)).draw(inputs, outputs, activation, random);
    }
  }

  /**
   * N(0, deviation²) whatever the layer's size.
   *
   * @param deviation the standard deviation, positive
   */
  record Normal(double deviation) implements Initialization {
    public Normal {
      if (!(deviation > 0 && Double.isFinite(deviation))) {
        throw new IllegalArgumentException("deviation " + deviation + "; it must be positive");
      }
    }

    @Override
    public Tensor draw(int inputs, int outputs, Activation activation, RandomStream random) {
      Tensor weights = random.gaussian(inputs, outputs);
      float[] values = weights.data();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * values[i]);
      }
      return weights;
    }
  }
}
