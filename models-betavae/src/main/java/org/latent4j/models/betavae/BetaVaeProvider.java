package org.latent4j.models.betavae;

import java.util.List;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.models.vae.ElboEstimator;
import org.latent4j.models.vae.VaeProvider;

/** Makes a {@link BetaVae}. */
public final class BetaVaeProvider implements ModelProvider {
  /** How the rate enters. */
  enum Form {
    BETA,
    CAPACITY,
    CONSTRAINT
  }

  /** β over training. */
  enum Course {
    CONSTANT,
    WARM_UP,
    CYCLIC
  }

  private static final Option<Form> FORM =
      Option.choice(
          "form",
          Form.BETA,
          "beta: β·KL; capacity: γ·|KL − C|, C rising; constraint: KL at most δ, by a multiplier");
  private static final Option<Double> BETA =
      Option.real("beta", 4, "form beta: weight of the rate; 1 is the VAE")
          .where(beta -> beta >= 0, "0 or greater");
  private static final Option<Course> SCHEDULE =
      Option.choice(
          "schedule",
          Course.CONSTANT,
          "form beta: constant; warm-up: β rises once; cyclic: again and again");
  private static final Option<Double> WARM_UP_EPOCHS =
      positive(Option.real("warm-up-epochs", 10, "schedule warm-up: epochs in which β rises"));
  private static final Option<Integer> CYCLES =
      Option.integer("cycles", 4, "schedule cyclic: how often β rises")
          .where(cycles -> cycles >= 1, "at least 1");
  private static final Option<Double> CYCLE_EPOCHS =
      positive(Option.real("cycle-epochs", 5, "schedule cyclic: epochs in a cycle"));
  private static final Option<Double> RATIO =
      Option.real("ratio", 0.5, "schedule cyclic: the part of a cycle in which β rises")
          .where(ratio -> ratio > 0 && ratio <= 1, "greater than 0, at most 1");
  private static final Option<Double> GAMMA =
      positive(Option.real("gamma", 100, "form capacity: weight of |KL − C|"));
  private static final Option<Double> CAPACITY =
      Option.real("capacity", 25, "form capacity: what C rises to, in nats")
          .where(capacity -> capacity >= 0, "0 or greater");
  private static final Option<Double> CAPACITY_EPOCHS =
      Option.real("capacity-epochs", 10, "form capacity: epochs in which C rises from 0")
          .where(epochs -> epochs >= 0, "0 or greater");
  private static final Option<Double> LIMIT =
      positive(Option.real("limit", 10, "form constraint: δ, the most the KL may be, in nats"));
  private static final Option<Double> MULTIPLIER_RATE =
      positive(
          Option.real(
              "multiplier-rate", 0.001, "form constraint: the multiplier's step for a nat beyond"));
  private static final Option<Double> MULTIPLIER_SMOOTHING =
      Option.real(
              "multiplier-smoothing", 0.9, "form constraint: decay of the excess's moving average")
          .where(smoothing -> smoothing >= 0 && smoothing < 1, "from 0 to below 1");
  private static final Option<Double> MULTIPLIER =
      Option.real("multiplier", 1, "form constraint: the multiplier at the start")
          .where(multiplier -> multiplier >= 0, "0 or greater");

  /** For the service loader. */
  public BetaVaeProvider() {}

  private static Option<Double> positive(Option<Double> option) {
    return option.where(value -> value > 0, "greater than 0");
  }

  @Override
  public String name() {
    return "beta-vae";
  }

  @Override
  public String summary() {
    return "VAE with the rate weighted by β, held to a capacity or constrained (Higgins et al., 2017)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        VaeProvider.SAMPLES,
        FORM,
        BETA,
        SCHEDULE,
        WARM_UP_EPOCHS,
        CYCLES,
        CYCLE_EPOCHS,
        RATIO,
        GAMMA,
        CAPACITY,
        CAPACITY_EPOCHS,
        LIMIT,
        MULTIPLIER_RATE,
        MULTIPLIER_SMOOTHING,
        MULTIPLIER);
  }

  @Override
  public PosteriorFamily posterior(Options options) {
    return PosteriorFamily.GAUSSIAN;
  }

  @Override
  public Optional<ComponentSpec> defaultDivergence() {
    return Optional.of(ComponentSpec.of("kl"));
  }

  @Override
  public Model create(Components components, Assembly assembly, Options options) {
    Divergence divergence =
        components
            .divergence()
            .orElseThrow(
                () -> new Latent4jException("model 'beta-vae' needs a divergence, such as kl"));
    ElboEstimator elbo =
        new ElboEstimator(
            components.encoder(),
            components.decoder(),
            components.prior(),
            components.likelihood(),
            divergence,
            options.get(VaeProvider.SAMPLES));
    return new BetaVae(elbo, penalty(options));
  }

  private static RatePenalty penalty(Options options) {
    return switch (options.get(FORM)) {
      case BETA -> new WeightedRate(schedule(options));
      case CAPACITY ->
          new RateCapacity(options.get(GAMMA), options.get(CAPACITY), options.get(CAPACITY_EPOCHS));
      case CONSTRAINT ->
          new RateConstraint(
              options.get(LIMIT),
              options.get(MULTIPLIER_RATE),
              options.get(MULTIPLIER_SMOOTHING),
              options.get(MULTIPLIER));
    };
  }

  private static BetaSchedule schedule(Options options) {
    double beta = options.get(BETA);
    return switch (options.get(SCHEDULE)) {
      case CONSTANT -> new BetaSchedule.Constant(beta);
      case WARM_UP -> new BetaSchedule.WarmUp(beta, options.get(WARM_UP_EPOCHS));
      case CYCLIC ->
          new BetaSchedule.Cyclic(
              beta, options.get(CYCLES), options.get(CYCLE_EPOCHS), options.get(RATIO));
    };
  }
}
