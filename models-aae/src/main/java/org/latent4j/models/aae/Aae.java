package org.latent4j.models.aae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Rate;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * The adversarial autoencoder (Makhzani et al., 2015): encoder and decoder are trained to
 * reconstruct, and a discriminator that tells codes from draws of the prior is played against the
 * encoder, so that the codes of all examples together, q(z), come to be distributed as the prior.
 * Each minibatch has three phases: {@code reconstruction} moves encoder, decoder and likelihood,
 * {@code discriminator} the discriminator, {@code generator} the encoder. The last two see the same
 * codes.
 *
 * <p>A deterministic code has no rate and so no evidence lower bound. The held-out criterion is
 * distortion + KL(q(z) ‖ p(z)): what is left of the negative bound when the mutual information of
 * example and code is taken out of the rate (Hoffman and Johnson, 2016), and what this model
 * lowers. The divergence is estimated from the batch's codes by nearest neighbours; it needs two
 * examples, and is left out for one.
 */
public final class Aae implements Model {
  private final Encoder encoder;
  private final Decoder decoder;
  private final Prior prior;
  private final Likelihood likelihood;
  private final Decoder discriminator;
  private final Game game;
  private final Optional<ComponentSpec> discriminatorOptimizer;
  private final Optional<ComponentSpec> generatorOptimizer;
  private final List<Phase> phases;
  private Optional<Encoded> encoded = Optional.empty();

  /** A minibatch and its codes, on the same tape. */
  private record Encoded(Var x, Var codes) {}

  /**
   * An adversarial autoencoder.
   *
   * @param discriminator from codes to one logit
   * @param discriminatorOptimizer what the phase {@code discriminator} wants to be optimised by;
   *     empty for what the run uses
   * @param generatorOptimizer the same for the phase {@code generator}
   */
  public Aae(
      Encoder encoder,
      Decoder decoder,
      Prior prior,
      Likelihood likelihood,
      Decoder discriminator,
      Optional<ComponentSpec> discriminatorOptimizer,
      Optional<ComponentSpec> generatorOptimizer) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.prior = prior;
    this.likelihood = likelihood;
    this.discriminator = discriminator;
    this.game = new Game(discriminator);
    this.discriminatorOptimizer = discriminatorOptimizer;
    this.generatorOptimizer = generatorOptimizer;
    this.phases = List.of(new Reconstruction(), new Discrimination(), new Generation());
  }

  @Override
  public Encoder encoder() {
    return encoder;
  }

  @Override
  public Decoder decoder() {
    return decoder;
  }

  @Override
  public Prior prior() {
    return prior;
  }

  @Override
  public Likelihood likelihood() {
    return likelihood;
  }

  /** The network from codes to one logit. */
  public Decoder discriminator() {
    return discriminator;
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public Parameters parameters() {
    return encoder
        .parameters()
        .and(decoder.parameters())
        .and(prior.parameters())
        .and(likelihood.parameters())
        .and(discriminator.parameters());
  }

  @Override
  public Loss validation(Var x, RandomStream random) {
    Posterior q = encoder.encode(x, Mode.EVALUATION);
    Var z = draw(q, random);
    Map<String, Var> terms = reconstruction(x, q, z, Mode.EVALUATION);
    Var objective = distortion(terms).mean();
    if (x.rows() > 1) {
      double divergence = AggregateDivergence.estimate(z, prior, random.split("prior"));
      objective = objective.plus(divergence);
      terms.put("aggregate_kl", x.tape().constant(divergence));
    }
    return new Loss(objective, terms);
  }

  @Override
  public String criterion() {
    return "distortion + KL(q(z) ‖ p(z)) of all codes, nats per example";
  }

  @Override
  public String divergence() {
    return "adversarial, of all codes q(z) from the prior";
  }

  private static Var draw(Posterior q, RandomStream random) {
    return q.sample(random.split("reparameterisation"));
  }

  /** The distortion and, where q has a density, what the evidence lower bound would be. */
  private Map<String, Var> reconstruction(Var x, Posterior q, Var z, Mode mode) {
    Var distortion = likelihood.logDensity(decoder.decode(z, mode), x).negate();
    Map<String, Var> terms = new LinkedHashMap<>();
    Optional<Var> rate = Rate.of(q, z, prior);
    rate.ifPresent(cost -> terms.put("elbo", distortion.plus(cost).negate()));
    terms.put("distortion", distortion);
    rate.ifPresent(cost -> terms.put("rate", cost));
    return terms;
  }

  /** The minibatch's codes in the game, computed by the first of its phases to ask for them. */
  private Var codes(Var x, Step step) {
    Var codes =
        encoded
            .filter(minibatch -> minibatch.x() == x)
            .map(Encoded::codes)
            .orElseGet(() -> draw(encoder.encode(x, step.training()), step.random()));
    encoded = Optional.of(new Encoded(x, codes));
    return codes;
  }

  private static Var distortion(Map<String, Var> terms) {
    Var distortion = terms.get("distortion");
    if (distortion == null) {
      throw new IllegalStateException("no distortion among " + terms.keySet());
    }
    return distortion;
  }

  private final class Reconstruction implements Phase {
    private final Parameters trains =
        encoder.parameters().and(decoder.parameters()).and(likelihood.parameters()).trainable();

    @Override
    public String name() {
      return "reconstruction";
    }

    @Override
    public Parameters trains() {
      return trains;
    }

    @Override
    public Loss loss(Var x, Step step) {
      Mode mode = step.training();
      Posterior q = encoder.encode(x, mode);
      Map<String, Var> terms = reconstruction(x, q, draw(q, step.random()), mode);
      return new Loss(distortion(terms).mean(), terms);
    }
  }

  private final class Discrimination implements Phase {
    private final Parameters trains = discriminator.parameters().trainable();

    /** The prior's draws, of the minibatch's size; each step draws anew. */
    private Tensor drawn = Tensor.zeros(0, prior.latent());

    @Override
    public String name() {
      return "discriminator";
    }

    @Override
    public Parameters trains() {
      return trains;
    }

    @Override
    public Optional<ComponentSpec> optimizer() {
      return discriminatorOptimizer;
    }

    @Override
    public Loss loss(Var x, Step step) {
      RandomStream random = step.random();
      Var codes = codes(x, step).detach();
      if (drawn.rows() != x.rows()) {
        drawn = Tensor.zeros(x.rows(), prior.latent());
      }
      prior.sample(random.split("prior"), drawn);
      Var draws = x.tape().constant(drawn);
      Var onDraws = game.logits(draws, Mode.training(random.split("on-draws")));
      Var onCodes = game.logits(codes, Mode.training(random.split("on-codes")));
      Var loss = Game.discriminatorLoss(onDraws, onCodes);
      Map<String, Var> terms = new LinkedHashMap<>();
      terms.put("discriminator_loss", loss);
      terms.put("discriminator_accuracy", x.tape().constant(Game.accuracy(onDraws, onCodes)));
      return new Loss(loss, terms);
    }
  }

  private final class Generation implements Phase {
    private final Parameters trains = encoder.parameters().trainable();

    /** The encoder has not moved since the discriminator's phase encoded the minibatch. */
    @Override
    public boolean goesOn() {
      return true;
    }

    @Override
    public String name() {
      return "generator";
    }

    @Override
    public Parameters trains() {
      return trains;
    }

    @Override
    public Optional<ComponentSpec> optimizer() {
      return generatorOptimizer;
    }

    @Override
    public Loss loss(Var x, Step step) {
      Mode mode = Mode.training(step.random().split("on-codes"));
      Var loss = Game.generatorLoss(game.logits(codes(x, step), mode));
      return new Loss(loss, Map.of("generator_loss", loss));
    }
  }
}
