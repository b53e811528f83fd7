package org.latent4j.models.betavae;

import java.util.Map;
import java.util.Optional;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Var;
import org.latent4j.models.vae.Elbo;

/**
 * How the rate, or the divergence that stands for it, enters what is minimised beside the
 * distortion. The three forms of the β-VAE.
 */
public sealed interface RatePenalty permits WeightedRate, RateCapacity, RateConstraint {
  /**
   * What is added to the distortion, in nats per example.
   *
   * @param divergence {@code [n]} or {@code [1]}
   * @param epoch passes over the data made so far, with fraction
   * @return {@code [n]} or {@code [1]}
   */
  Var of(Var divergence, double epoch);

  /** What is worth a place in the log beside the bound's parts, each {@code [1]}. */
  Map<String, Var> terms(Tape tape, double epoch);

  /** State of its own that is saved with the model. */
  default Parameters parameters() {
    return Parameters.none();
  }

  /**
   * Called after an optimiser's step.
   *
   * @param divergence the batch's mean divergence before the step
   */
  default void afterStep(double divergence) {}

  /** The held-out loss that tells a better epoch from a worse one, {@code [1]}. */
  default Var heldOut(Elbo elbo) {
    return elbo.objective();
  }

  /**
   * What {@link #heldOut} is, in words.
   *
   * @param bound the words for distortion and divergence together
   * @param divergence what the divergence is called
   */
  default String criterion(String bound, String divergence) {
    return bound + " (β = 1, whatever it is in training)";
  }

  /** How the divergence enters, for logs and reports. */
  String words();

  /**
   * What it has not come to after so many epochs, in words; empty if it has come to its end.
   *
   * @param epochs passes over the data, greater than 0
   */
  default Optional<String> unreached(double epochs) {
    return Optional.empty();
  }
}
