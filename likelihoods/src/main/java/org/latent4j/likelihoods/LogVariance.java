package org.latent4j.likelihoods;

import java.util.Arrays;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Where a Gaussian likelihood's ln σ² comes from.
 *
 * <p>One that is learned is bounded from below: σ² = floor + e^ρ with ρ the number learned. Without
 * a bound a feature that is constant in the data has unbounded density; and a bound by clamping
 * would have gradient 0 below it, from where no optimiser returns.
 */
sealed interface LogVariance {
  /** Columns of the decoder's output that hold it. */
  int outputs();

  /**
   * ln σ².
   *
   * @param outputs the decoder's, {@code [n, decoderOutputs]}
   * @return {@code [1]}, {@code [features]} or {@code [n, features]}
   */
  Var of(Var outputs);

  /** The same for a feature of one example, from the decoder's row. */
  double at(Tensor outputs, int row, int feature);

  default Parameters parameters() {
    return Parameters.none();
  }

  /** ln(floor + e^ρ) = ln floor + ln(1 + e^(ρ − ln floor)). */
  private static Var bounded(Var rho, double floor) {
    double least = Math.log(floor);
    return rho.minus(least).softplus().plus(least);
  }

  private static double bounded(double rho, double floor) {
    return Math.log(floor + Math.exp(rho));
  }

  /** The same for every feature, and not learned. */
  record Constant(double logVariance) implements LogVariance {
    @Override
    public int outputs() {
      return 0;
    }

    @Override
    public Var of(Var outputs) {
      return outputs.tape().constant(logVariance);
    }

    @Override
    public double at(Tensor outputs, int row, int feature) {
      return logVariance;
    }
  }

  /** Learned, the same for every example: one number for all features, or one for each. */
  record Learned(Parameter rho, double floor) implements LogVariance {
    /**
     * Starts at the given variance.
     *
     * @param count 1, or the number of features
     */
    static Learned startingAt(String name, int count, double variance, double floor) {
      float[] values = new float[count];
      Arrays.fill(values, (float) Math.log(variance - floor));
      return new Learned(Parameter.trainable(name, Tensor.of(values, count)), floor);
    }

    @Override
    public int outputs() {
      return 0;
    }

    @Override
    public Var of(Var outputs) {
      Tape tape = outputs.tape();
      return bounded(tape.parameter(rho), floor);
    }

    @Override
    public double at(Tensor outputs, int row, int feature) {
      float[] values = rho.value().data();
      return bounded(values[values.length == 1 ? 0 : feature], floor);
    }

    @Override
    public Parameters parameters() {
      return Parameters.of(rho);
    }
  }

  /** Put out by the decoder for each example and feature, behind the means. */
  record Predicted(int features, double floor) implements LogVariance {
    @Override
    public int outputs() {
      return features;
    }

    @Override
    public Var of(Var outputs) {
      return bounded(outputs.columns(features, 2 * features), floor);
    }

    @Override
    public double at(Tensor outputs, int row, int feature) {
      return bounded(outputs.at(row, features + feature), floor);
    }
  }
}
