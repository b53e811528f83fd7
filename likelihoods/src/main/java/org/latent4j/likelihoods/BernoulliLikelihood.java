package org.latent4j.likelihoods;

import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Independent Bernoulli features, x ∈ {0, 1}, given by one logit each: ln p(x|z) = Σ x l − ln(1 +
 * e^l), the negative cross-entropy, in nats.
 *
 * <p>Features strictly between 0 and 1 are allowed and read as the probability that a binary
 * feature is on: the result is then the mean of ln p over features drawn so, and the logarithm of
 * no density over [0, 1]. Figures of grey images compare only with those of other models of the
 * same grey images.
 */
public final class BernoulliLikelihood implements Likelihood {
  private final int features;

  private BernoulliLikelihood(int features) {
    this.features = features;
  }

  /**
   * A Bernoulli likelihood.
   *
   * @throws IllegalArgumentException if there are no features
   */
  public static BernoulliLikelihood of(int features) {
    if (features < 1) {
      throw new IllegalArgumentException(features + " features; at least 1 is needed");
    }
    return new BernoulliLikelihood(features);
  }

  @Override
  public int features() {
    return features;
  }

  /** One logit a feature. */
  @Override
  public int decoderOutputs() {
    return features;
  }

  @Override
  public Support support(int feature) {
    return Support.BINARY;
  }

  @Override
  public Var logDensity(Var outputs, Var x) {
    return outputs.tape().bernoulliLogDensity(outputs, x);
  }

  /** The probability that each feature is 1. */
  @Override
  public Var mean(Var outputs) {
    return outputs.sigmoid();
  }

  @Override
  public Tensor sample(Tensor outputs, RandomStream random) {
    Tensor draws = Tensor.zeros(outputs.rows(), features);
    float[] values = draws.data();
    float[] logits = outputs.data();
    random.fillUniform(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      double probability = 1 / (1 + Math.exp(-logits[i]));
      values[i] = values[i] < probability ? 1 : 0;
    }
    return draws;
  }

  @Override
  public String toString() {
    return "Bernoulli(" + features + " features)";
  }
}
