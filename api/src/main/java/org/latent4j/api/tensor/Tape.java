package org.latent4j.api.tensor;

import java.util.List;

/**
 * Records a computation and differentiates it in reverse (reverse-mode automatic differentiation).
 * Made by an {@link Engine}; used by one thread at a time. Its buffers are reused after {@link
 * #reset()}, so that a steady training loop allocates next to nothing.
 *
 * <p>The methods with a formula in their body are conveniences of the mathematics, in nats: an
 * engine may replace each of them by one fused kernel with its own backward pass, and does so
 * without anybody above noticing.
 */
public interface Tape extends AutoCloseable {
  /**
   * Forgets the recorded computation and takes its buffers back. Variables made before are invalid
   * afterwards.
   */
  void reset();

  /** A constant; the tensor is not copied and must not change until the tape is reset. */
  Var constant(Tensor tensor);

  /** A single number, {@code [1]}. */
  Var constant(double number);

  /**
   * A parameter's current value; the same variable for the same parameter until the tape is reset,
   * or the parameter is {@linkplain #reread reread}.
   */
  Var parameter(Parameter parameter);

  /**
   * Says that parameters have moved: from here on {@link #parameter} makes a new variable of each,
   * with its present value. What was computed from the former variables keeps its values, but must
   * not be differentiated any more.
   */
  void reread(Parameters moved);

  /** Standard normal numbers from the stream, as a constant of the given shape. */
  Var noise(RandomStream random, int... shape);

  /**
   * Matrices {@code [n, dᵢ]} (a vector {@code [n]} counts as {@code [n, 1]}) side by side: {@code
   * [n, Σ dᵢ]}.
   */
  Var concatenate(List<Var> parts);

  /**
   * The product of a with the transpose of b: {@code [n, k]} and {@code [m, k]} to {@code [n, m]}.
   */
  default Var matmulTransposed(Var a, Var b) {
    return a.matmul(b.transpose());
  }

  /**
   * ‖aᵢ − bⱼ‖² for the rows of {@code [n, d]} and {@code [m, d]}: {@code [n, m]}, never negative.
   */
  Var squaredDistances(Var a, Var b);

  /**
   * A computation given by the plugin author with its own backward pass.
   *
   * @see Kernel
   */
  Var apply(Kernel kernel, Var... inputs);

  /**
   * Computes the gradient of a single number with respect to the given parameters, and overwrites
   * their {@link Parameter#gradient()} with it. Gradients flow through all else, but no other
   * parameter's gradient is touched.
   *
   * @param objective of shape {@code [1]}
   * @throws IllegalArgumentException if the objective is not a single number of this tape
   */
  void backward(Var objective, Parameters parameters);

  /**
   * The same, and moves the parameters by their gradients. What {@link Parameter#gradient()} holds
   * afterwards is not defined: an engine may move a weight as soon as part of its gradient is
   * computed, and keep nothing of it.
   *
   * @param objective of shape {@code [1]}
   * @param step moves the parameters; each of their numbers is given to it once
   * @throws IllegalArgumentException if the objective is not a single number of this tape
   */
  default void backward(Var objective, Parameters parameters, ElementwiseStep step) {
    backward(objective, parameters);
    for (Parameter parameter : parameters) {
      float[] gradient = parameter.gradient().data();
      step.move(parameter, 0, gradient.length, gradient, 0);
    }
  }

  @Override
  void close();

  /**
   * A dense layer: activation(x·W + b).
   *
   * @param x {@code [n, inputs]}
   * @param weight {@code [inputs, outputs]}
   * @param bias {@code [outputs]}
   * @return {@code [n, outputs]}
   */
  default Var dense(Var x, Var weight, Var bias, Activation activation) {
    return activation.of(x.matmul(weight).plus(bias));
  }

  /**
   * A reparameterised Gaussian sample z = μ + σ ε (Kingma and Welling, 2014).
   *
   * @param mean {@code [n, d]}
   * @param logVariance {@code [n, d]}
   * @param noise {@code [n, d]}, standard normal
   * @return {@code [n, d]}
   */
  default Var reparameterize(Var mean, Var logVariance, Var noise) {
    return mean.plus(logVariance.times(0.5).exp().times(noise));
  }

  /**
   * KL(N(μ, σ²) ‖ N(0, s² I)) = ½ Σ ((μ² + σ²) / s² − ln σ² + ln s² − 1), in nats.
   *
   * @param mean {@code [n, d]}
   * @param logVariance {@code [n, d]}
   * @param scale s, positive
   * @return {@code [n]}
   */
  default Var gaussianKl(Var mean, Var logVariance, double scale) {
    Var squares = mean.square().plus(logVariance.exp()).times(1 / (scale * scale));
    return squares.minus(logVariance).plus(2 * Math.log(scale) - 1).rowSums().times(0.5);
  }

  /**
   * ln p(x) under independent Bernoulli variables given by their logits l: Σ x l − ln(1 + e^l), in
   * nats. For x strictly between 0 and 1 this is the expected log-probability of a pixel that is on
   * with probability x.
   *
   * @param logits {@code [n, d]}
   * @param x {@code [n, d]}, in [0, 1]
   * @return {@code [n]}
   */
  default Var bernoulliLogDensity(Var logits, Var x) {
    return x.times(logits).minus(logits.softplus()).rowSums();
  }

  /**
   * ln N(x; μ, σ²) with independent coordinates: −½ Σ (x − μ)²/σ² + ln σ² + ln 2π, in nats.
   *
   * @param x {@code [n, d]}
   * @param mean {@code [n, d]}
   * @param logVariance ln σ², {@code [n, d]}, {@code [d]} (one a coordinate) or {@code [1]}
   *     (shared)
   * @return {@code [n]}
   */
  default Var gaussianLogDensity(Var x, Var mean, Var logVariance) {
    Var squares = x.minus(mean).square().times(logVariance.negate().exp());
    return squares.plus(logVariance).plus(Math.log(2 * Math.PI)).rowSums().times(-0.5);
  }
}
