package org.latent4j.likelihoods;

import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Independent Gaussian features: ln p(x|z) = −½ Σ (x − μ)²/σ² + ln σ² + ln 2π, in nats, the
 * normalising constant included. With unit variance that is −½‖x − μ‖² − ½ d ln 2π, squared error
 * up to a constant.
 *
 * <p>The decoder puts out μ (before its activation) in the first {@code features} columns and,
 * where the variance is predicted, ρ in the next {@code features}. A variance that is learned or
 * predicted is σ² = floor + e^ρ: the floor keeps the density of a feature that is constant in the
 * data from growing without bound.
 */
public final class GaussianLikelihood implements Likelihood {
  private final int features;
  private final GaussianMean mean;
  private final LogVariance logVariance;
  private final String variance;

  private GaussianLikelihood(
      int features, GaussianMean mean, LogVariance logVariance, String variance) {
    if (features < 1) {
      throw new IllegalArgumentException(features + " features; at least 1 is needed");
    }
    this.features = features;
    this.mean = mean;
    this.logVariance = logVariance;
    this.variance = variance;
  }

  /** With σ² = 1. */
  public static GaussianLikelihood unitVariance(int features, GaussianMean mean) {
    return fixedVariance(features, mean, 1);
  }

  /**
   * With the given σ² for all features.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public static GaussianLikelihood fixedVariance(int features, GaussianMean mean, double variance) {
    if (!(variance > 0 && Double.isFinite(variance))) {
      throw new IllegalArgumentException("variance " + variance + "; it must be positive");
    }
    return new GaussianLikelihood(
        features, mean, new LogVariance.Constant(Math.log(variance)), "variance " + variance);
  }

  /**
   * With one learned σ² for all features.
   *
   * @param name the prefix of the parameter's name, {@code NAME.log-variance}
   * @param initial the variance to start from
   * @param floor the variance is never below it
   * @throws IllegalArgumentException unless 0 &lt; floor &lt; initial
   */
  public static GaussianLikelihood sharedVariance(
      int features, GaussianMean mean, String name, double initial, double floor) {
    return learned(features, mean, name, 1, initial, floor, "one learned variance");
  }

  /**
   * With one learned σ² for each feature.
   *
   * @param name the prefix of the parameter's name, {@code NAME.log-variance}
   * @param initial the variance to start from
   * @param floor no variance is ever below it
   * @throws IllegalArgumentException unless 0 &lt; floor &lt; initial
   */
  public static GaussianLikelihood perFeatureVariance(
      int features, GaussianMean mean, String name, double initial, double floor) {
    return learned(features, mean, name, features, initial, floor, "a learned variance a feature");
  }

  private static GaussianLikelihood learned(
      int features,
      GaussianMean mean,
      String name,
      int count,
      double initial,
      double floor,
      String words) {
    if (!(0 < floor && floor < initial && Double.isFinite(initial))) {
      throw new IllegalArgumentException(
          "initial variance "
              + initial
              + " and floor "
              + floor
              + "; 0 < floor < initial is wanted");
    }
    return new GaussianLikelihood(
        features,
        mean,
        LogVariance.Learned.startingAt(name + ".log-variance", count, initial, floor),
        words);
  }

  /**
   * With a σ² that the decoder puts out for each example and feature.
   *
   * @param floor no variance is ever below it
   * @throws IllegalArgumentException if it is not positive
   */
  public static GaussianLikelihood predictedVariance(
      int features, GaussianMean mean, double floor) {
    if (!(floor > 0)) {
      throw new IllegalArgumentException("floor " + floor + "; it must be positive");
    }
    return new GaussianLikelihood(
        features, mean, new LogVariance.Predicted(features, floor), "a predicted variance");
  }

  @Override
  public int features() {
    return features;
  }

  /** The features' means; behind them ρ where the variance is predicted. */
  @Override
  public int decoderOutputs() {
    return features + logVariance.outputs();
  }

  @Override
  public Support support(int feature) {
    return Support.REAL_LINE;
  }

  @Override
  public Var logDensity(Var outputs, Var x) {
    return outputs.tape().gaussianLogDensity(x, mean(outputs), logVariance.of(outputs));
  }

  @Override
  public Var mean(Var outputs) {
    Var raw = logVariance.outputs() == 0 ? outputs : outputs.columns(0, features);
    return mean == GaussianMean.SIGMOID ? raw.sigmoid() : raw;
  }

  /** Draws x = μ + σ ε, noise included: for the means alone see {@link #mean}. */
  @Override
  public Tensor sample(Tensor outputs, RandomStream random) {
    Tensor draws = random.gaussian(outputs.rows(), features);
    float[] values = draws.data();
    for (int row = 0; row < outputs.rows(); row++) {
      for (int feature = 0; feature < features; feature++) {
        double raw = outputs.at(row, feature);
        double centre = mean == GaussianMean.SIGMOID ? 1 / (1 + Math.exp(-raw)) : raw;
        double deviation = Math.exp(0.5 * logVariance.at(outputs, row, feature));
        int i = row * features + feature;
        values[i] = (float) (centre + deviation * values[i]);
      }
    }
    return draws;
  }

  @Override
  public Parameters parameters() {
    return logVariance.parameters();
  }

  @Override
  public String toString() {
    return "Gaussian(" + features + " features, " + variance + ")";
  }
}
