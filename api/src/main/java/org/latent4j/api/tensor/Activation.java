package org.latent4j.api.tensor;

/** An activation function, applied to each number. */
public enum Activation {
  IDENTITY,
  RELU,
  LEAKY_RELU,
  TANH,
  GELU,
  SOFTPLUS,
  SIGMOID;

  /** The slope of {@link #LEAKY_RELU} below 0. */
  public static final double LEAKY_SLOPE = 0.01;

  /** The activation of each number of x, of the same shape. */
  public Var of(Var x) {
    return switch (this) {
      case IDENTITY -> x;
      case RELU -> x.relu();
      case LEAKY_RELU -> x.leakyRelu(LEAKY_SLOPE);
      case TANH -> x.tanh();
      case GELU -> x.gelu();
      case SOFTPLUS -> x.softplus();
      case SIGMOID -> x.sigmoid();
    };
  }
}
