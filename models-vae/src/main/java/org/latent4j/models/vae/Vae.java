package org.latent4j.models.vae;

import java.util.List;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * The variational autoencoder (Kingma and Welling, 2014; Rezende, Mohamed and Wierstra, 2014):
 * encoder and decoder are trained together to raise the evidence lower bound E_q[ln p(x|z)] −
 * KL(q(z|x) ‖ p(z)). With another divergence than KL it is the Wasserstein autoencoder's objective
 * (Tolstikhin et al., 2018).
 */
public final class Vae implements Model {
  private final ElboEstimator elbo;
  private final List<Phase> phases;

  /** A variational autoencoder with one draw of z for each example. */
  public Vae(
      Encoder encoder, Decoder decoder, Prior prior, Likelihood likelihood, Divergence divergence) {
    this(encoder, decoder, prior, likelihood, divergence, 1);
  }

  /**
   * A variational autoencoder.
   *
   * @param samples draws of z for each example, at least 1; the bound is averaged over them
   */
  public Vae(
      Encoder encoder,
      Decoder decoder,
      Prior prior,
      Likelihood likelihood,
      Divergence divergence,
      int samples) {
    this.elbo = new ElboEstimator(encoder, decoder, prior, likelihood, divergence, samples);
    this.phases = List.of(new ElboPhase());
  }

  @Override
  public Encoder encoder() {
    return elbo.encoder();
  }

  @Override
  public Decoder decoder() {
    return elbo.decoder();
  }

  @Override
  public Prior prior() {
    return elbo.prior();
  }

  @Override
  public Likelihood likelihood() {
    return elbo.likelihood();
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public Parameters parameters() {
    return elbo.parameters();
  }

  @Override
  public Loss validation(Var x, RandomStream random) {
    return lossOf(elbo.estimate(x, Mode.EVALUATION, random));
  }

  @Override
  public String criterion() {
    return elbo.criterion();
  }

  @Override
  public String divergence() {
    return elbo.divergence();
  }

  private static Loss lossOf(Elbo elbo) {
    return new Loss(elbo.objective(), elbo.terms());
  }

  private final class ElboPhase implements Phase {
    private final Parameters trains = elbo.parameters().trainable();

    @Override
    public String name() {
      return "elbo";
    }

    @Override
    public Parameters trains() {
      return trains;
    }

    @Override
    public Loss loss(Var x, Step step) {
      return lossOf(elbo.estimate(x, step.training(), step.random()));
    }
  }
}
