package org.latent4j.models.betavae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.latent4j.models.vae.Elbo;
import org.latent4j.models.vae.ElboEstimator;

/**
 * The β-VAE (Higgins et al., 2017): distortion and a penalty on the rate. It draws from the same
 * streams as the variational autoencoder, so that the same seed shows both the same noise, and β =
 * 1 gives the same weights to the last bit.
 */
public final class BetaVae implements Model {
  private final ElboEstimator elbo;
  private final RatePenalty penalty;
  private final Parameters parameters;
  private final List<Phase> phases;

  /** A β-VAE with one draw of z for each example. */
  public BetaVae(
      Encoder encoder,
      Decoder decoder,
      Prior prior,
      Likelihood likelihood,
      Divergence divergence,
      RatePenalty penalty) {
    this(new ElboEstimator(encoder, decoder, prior, likelihood, divergence, 1), penalty);
  }

  /**
   * A β-VAE.
   *
   * @param elbo the components, and how the bound's parts are estimated
   * @param penalty how the rate enters; one that learns belongs to this model alone
   */
  public BetaVae(ElboEstimator elbo, RatePenalty penalty) {
    this.elbo = elbo;
    this.penalty = penalty;
    this.parameters = elbo.parameters().and(penalty.parameters());
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
    return parameters;
  }

  @Override
  public Loss validation(Var x, RandomStream random) {
    Elbo estimate = elbo.estimate(x, Mode.EVALUATION, random);
    return new Loss(penalty.heldOut(estimate), estimate.terms());
  }

  @Override
  public String criterion() {
    return penalty.criterion(elbo.criterion(), divergenceTerm());
  }

  @Override
  public String divergence() {
    return elbo.divergence() + ", " + penalty.words();
  }

  @Override
  public Optional<String> unreached(double epochs) {
    return penalty.unreached(epochs);
  }

  private String divergenceTerm() {
    return Elbo.divergenceTerm(elbo.divergenceIsRate());
  }

  // The name is the variational autoencoder's: a step's randomness derives from it.
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
      Elbo estimate = elbo.estimate(x, step.training(), step.random());
      Var objective =
          estimate.distortion().plus(penalty.of(estimate.divergence(), step.epoch())).mean();
      Map<String, Var> terms = new LinkedHashMap<>(estimate.terms());
      terms.putAll(penalty.terms(x.tape(), step.epoch()));
      return new Loss(objective, terms);
    }

    @Override
    public void afterStep(Map<String, Double> terms) {
      Double divergence = terms.get(divergenceTerm());
      if (divergence == null) {
        throw new IllegalArgumentException("no " + divergenceTerm() + " among " + terms.keySet());
      }
      penalty.afterStep(divergence);
    }
  }
}
