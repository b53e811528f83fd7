package org.latent4j.models.betavae;

import java.util.Map;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.models.vae.Elbo;

/**
 * Maximises E ln p(x|z) subject to KL ≤ δ: the problem that β comes from as a Lagrange multiplier
 * (Higgins et al., 2017). The networks go down the Lagrangian distortion + λ (KL − δ), the
 * multiplier goes up it after each step, λ ← max(0, λ + η (KL − δ)), with the KL smoothed over
 * steps (the moving average of Rezende and Viola, 2018). Where the two come to rest, λ ≥ 0, KL ≤ δ
 * and λ (KL − δ) = 0, as Karush, Kuhn and Tucker demand: the multiplier vanishes where the
 * constraint is slack.
 */
public final class RateConstraint implements RatePenalty {
  /** Nats of distortion for each nat beyond the limit, in the held-out criterion. */
  private static final double EXCESS_WEIGHT = 10;

  private final double limit;
  private final double rate;
  private final double smoothing;
  private final Parameter multiplier;
  private final Parameter excess;

  /**
   * A constraint that has not acted yet.
   *
   * @param limit δ, in nats; greater than 0
   * @param rate η, the multiplier's step for each nat of excess; greater than 0
   * @param smoothing how much of the excess's moving average stays at each step, in [0, 1); 0 for
   *     the last batch's alone
   * @param initial λ at the start; at 1 training starts out as the variational autoencoder's
   */
  public RateConstraint(double limit, double rate, double smoothing, double initial) {
    if (!(limit > 0) || !(rate > 0) || !(smoothing >= 0 && smoothing < 1) || !(initial >= 0)) {
      throw new IllegalArgumentException(
          "limit "
              + limit
              + ", rate "
              + rate
              + ", smoothing "
              + smoothing
              + ", initial multiplier "
              + initial
              + "; the first two must be greater than 0, the third in [0, 1), the last 0 or"
              + " greater");
    }
    this.limit = limit;
    this.rate = rate;
    this.smoothing = smoothing;
    this.multiplier =
        Parameter.buffer("constraint.multiplier", Tensor.of(new float[] {(float) initial}, 1));
    // The average, and the weight of the steps that are in it.
    this.excess = Parameter.buffer("constraint.excess", Tensor.zeros(2));
  }

  /** λ, the price of a nat of rate in nats of distortion. */
  public double multiplier() {
    return multiplier.value().data()[0];
  }

  /** δ, in nats. */
  public double limit() {
    return limit;
  }

  @Override
  public Var of(Var divergence, double epoch) {
    return divergence.mean().minus(limit).times(multiplier());
  }

  @Override
  public Map<String, Var> terms(Tape tape, double epoch) {
    return Map.of("multiplier", tape.constant(multiplier()));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(multiplier, excess);
  }

  @Override
  public void afterStep(double divergence) {
    float[] average = excess.value().data();
    average[0] = (float) (smoothing * average[0] + (1 - smoothing) * (divergence - limit));
    average[1] = (float) (smoothing * average[1] + (1 - smoothing));
    // Divided by the weights, so that the first steps count in full.
    double smoothed = average[0] / average[1];
    multiplier.value().data()[0] = (float) Math.max(0, multiplier() + rate * smoothed);
  }

  @Override
  public Var heldOut(Elbo elbo) {
    Var beyond = elbo.divergence().mean().minus(limit).relu();
    return elbo.distortion().mean().plus(beyond.times(EXCESS_WEIGHT));
  }

  @Override
  public String criterion(String bound, String divergence) {
    return "distortion + "
        + EXCESS_WEIGHT
        + " × the "
        + divergence
        + "'s excess over "
        + limit
        + ", nats per example";
  }

  @Override
  public String words() {
    return "held to at most " + limit + " nats by a multiplier";
  }
}
