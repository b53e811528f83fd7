package org.latent4j.models.vae;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Rate;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * Estimates the evidence lower bound with reparameterised draws (Kingma and Welling, 2014): the
 * part that the variational autoencoder and its relatives share.
 */
public final class ElboEstimator {
  private final Encoder encoder;
  private final Decoder decoder;
  private final Prior prior;
  private final Likelihood likelihood;
  private final Divergence divergence;
  private final int samples;
  private volatile @Nullable String method;

  /**
   * An estimator over these components.
   *
   * @param samples draws of z for each example, at least 1
   */
  public ElboEstimator(
      Encoder encoder,
      Decoder decoder,
      Prior prior,
      Likelihood likelihood,
      Divergence divergence,
      int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException(samples + " draws an example; at least 1 is needed");
    }
    this.encoder = encoder;
    this.decoder = decoder;
    this.prior = prior;
    this.likelihood = likelihood;
    this.divergence = divergence;
    this.samples = samples;
  }

  /**
   * The bound's parts for a batch.
   *
   * @param x {@code [n, features]}
   * @param random the batch's own randomness
   */
  public Elbo estimate(Var x, Mode mode, RandomStream random) {
    Posterior q = encoder.encode(x, mode);
    note(q);
    Elbo total = draw(x, q, mode, random);
    for (int s = 1; s < samples; s++) {
      RandomStream ofDraw = random.split("draw").split(s);
      Mode modeOfDraw =
          mode instanceof Mode.Training ? Mode.training(ofDraw.split("network")) : mode;
      Elbo next = draw(x, q, modeOfDraw, ofDraw);
      total =
          new Elbo(
              total.distortion().plus(next.distortion()),
              total.rate().flatMap(rate -> next.rate().map(rate::plus)),
              total.divergence().plus(next.divergence()),
              total.divergenceIsRate());
    }
    return samples == 1 ? total : average(total);
  }

  private Elbo draw(Var x, Posterior q, Mode mode, RandomStream random) {
    Var z = q.sample(random.split("reparameterisation"));
    Var distortion = likelihood.logDensity(decoder.decode(z, mode), x).negate();
    Var held = divergence.between(q, z, prior, random.split("divergence"));
    Optional<Var> rate = divergence.isRate() ? Optional.of(held) : Rate.of(q, z, prior);
    return new Elbo(distortion, rate, held, divergence.isRate());
  }

  private Elbo average(Elbo total) {
    double share = 1.0 / samples;
    Var held = total.divergence().times(share);
    return new Elbo(
        total.distortion().times(share),
        total.divergenceIsRate() ? Optional.of(held) : total.rate().map(rate -> rate.times(share)),
        held,
        total.divergenceIsRate());
  }

  // The method depends on the posterior's type, which is known once there is one. Batches agree on
  // it, so threads that meet here write the same.
  private void note(Posterior q) {
    if (method == null) {
      method = divergence.method(q, prior);
    }
  }

  public Encoder encoder() {
    return encoder;
  }

  public Decoder decoder() {
    return decoder;
  }

  public Prior prior() {
    return prior;
  }

  public Likelihood likelihood() {
    return likelihood;
  }

  /** All parameters of the components, buffers included. */
  public Parameters parameters() {
    return encoder
        .parameters()
        .and(decoder.parameters())
        .and(prior.parameters())
        .and(likelihood.parameters());
  }

  /** Whether the divergence is the rate, so that the objective is the negative bound. */
  public boolean divergenceIsRate() {
    return divergence.isRate();
  }

  /** How the divergence is computed, for logs and reports; known from the first batch on. */
  public String divergence() {
    String known = method;
    return (divergence.isRate() ? "KL, " : "")
        + (known == null ? "computed as the first batch decides" : known);
  }

  /** What is minimised, in words, with its unit. */
  public String criterion() {
    return divergence.isRate()
        ? "negative ELBO, nats per example"
        : "distortion (nats per example) + divergence (" + divergence() + ")";
  }
}
