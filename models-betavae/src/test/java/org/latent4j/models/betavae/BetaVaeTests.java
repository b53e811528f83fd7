package org.latent4j.models.betavae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Step;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.ModelProvider.Components;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.divergences.KlDivergence;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.models.vae.Vae;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;

class BetaVaeTests {
  private static final int FEATURES = 5;
  private static final int LATENT = 3;
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final RandomStream RANDOM = RandomStreams.seeded(7);
  private static final MlpSettings NETWORK = MlpSettings.hidden(8);
  private static final Tensor X = uniform();

  /** Sums of a few floats of magnitude 10. */
  private static final Offset<Double> ROUNDING = within(2e-5);

  private final MlpEncoder encoder =
      MlpEncoder.of(
          "encoder", FEATURES, LATENT, PosteriorFamily.GAUSSIAN, NETWORK, RANDOM.split("e"));
  private final MlpDecoder decoder =
      MlpDecoder.of("decoder", LATENT, FEATURES, NETWORK, RANDOM.split("d"));
  private final StandardNormalPrior prior = StandardNormalPrior.of(LATENT);
  private final BernoulliLikelihood likelihood = BernoulliLikelihood.of(FEATURES);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static Tensor uniform() {
    Tensor x = Tensor.zeros(6, FEATURES);
    RANDOM.split("x").fillUniform(x.data(), 0, x.size());
    return x;
  }

  private BetaVae betaVae(RatePenalty penalty) {
    return new BetaVae(encoder, decoder, prior, likelihood, KlDivergence.create(), penalty);
  }

  private static Step step(double epoch) {
    return new Step(0, epoch, RANDOM.split("step"));
  }

  private static double mean(Loss loss, String term) {
    return Arrays.stream(loss.terms().get(term).toDoubles()).average().orElseThrow();
  }

  @Test
  void betaOfOneHasTheLossAndTheGradientsOfTheVae() {
    Vae vae = new Vae(encoder, decoder, prior, likelihood, KlDivergence.create());
    BetaVae betaVae = betaVae(new WeightedRate(new BetaSchedule.Constant(1)));
    try (Tape tape = ENGINE.newTape()) {
      List<List<float[]>> gradients = new ArrayList<>();
      List<Double> objectives = new ArrayList<>();
      for (Model model : List.of(vae, betaVae)) {
        tape.reset();
        Loss loss = model.phases().get(0).loss(tape.constant(X), step(3));
        tape.backward(loss.objective(), model.phases().get(0).trains());
        objectives.add(loss.objective().item());
        gradients.add(
            model.parameters().asList().stream().map(p -> p.gradient().data().clone()).toList());
      }

      assertThat(objectives.get(1)).isEqualTo(objectives.get(0));
      for (int i = 0; i < gradients.get(0).size(); i++) {
        assertThat(gradients.get(1).get(i)).isEqualTo(gradients.get(0).get(i));
      }
      assertThat(betaVae.phases().get(0).name()).isEqualTo(vae.phases().get(0).name());
    }
  }

  @Test
  void objectiveWeighsTheRateByBeta() {
    BetaVae model = betaVae(new WeightedRate(new BetaSchedule.WarmUp(4, 10)));
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.phases().get(0).loss(tape.constant(X), step(5));

      assertThat(loss.terms().keySet()).containsExactly("elbo", "distortion", "rate", "beta");
      assertThat(mean(loss, "beta")).isEqualTo(2);
      assertThat(loss.objective().item())
          .isCloseTo(mean(loss, "distortion") + 2 * mean(loss, "rate"), ROUNDING);
      // The bound stays the bound.
      assertThat(mean(loss, "elbo"))
          .isCloseTo(-mean(loss, "distortion") - mean(loss, "rate"), ROUNDING);
    }
  }

  @Test
  void capacityDrawsTheMeanRateToItselfFromBothSides() {
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      double rate = mean(betaVae(capacity(1)).validation(x, RANDOM.split("step")), "rate");
      for (double maximum : new double[] {0, 2 * rate}) {
        Loss loss = betaVae(capacity(maximum)).phases().get(0).loss(x, step(5));
        double c = maximum / 2;

        assertThat(mean(loss, "capacity")).isCloseTo(c, within(1e-6));
        assertThat(loss.objective().item())
            .isCloseTo(
                mean(loss, "distortion") + 30 * Math.abs(mean(loss, "rate") - c),
                within(30 * 2e-5));
      }
    }
  }

  /** Half of it is reached after 5 epochs. */
  private static RateCapacity capacity(double maximum) {
    return new RateCapacity(30, maximum, 10);
  }

  @Test
  void capacityRisesLinearlyAndStays() {
    assertThat(capacity(20).at(0)).isZero();
    assertThat(capacity(20).at(2.5)).isEqualTo(5);
    assertThat(capacity(20).at(50)).isEqualTo(20);
    assertThat(new RateCapacity(30, 20, 0).at(0)).isEqualTo(20);
  }

  @Test
  void lagrangianPricesTheExcessOverTheLimit() {
    RateConstraint constraint = new RateConstraint(0.25, 0.1, 0, 1.5);
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = betaVae(constraint).phases().get(0).loss(tape.constant(X), step(0));

      assertThat(mean(loss, "multiplier")).isEqualTo(1.5);
      assertThat(loss.objective().item())
          .isCloseTo(mean(loss, "distortion") + 1.5 * (mean(loss, "rate") - 0.25), ROUNDING);
    }
  }

  @Test
  void multiplierClimbsWithTheExcessAndNeverFallsBelowZero() {
    RateConstraint constraint = new RateConstraint(10, 0.5, 0, 1);
    BetaVae model = betaVae(constraint);

    model.phases().get(0).afterStep(Map.of("rate", 12.0));
    assertThat(constraint.multiplier()).isEqualTo(2);
    model.phases().get(0).afterStep(Map.of("rate", 9.0));
    assertThat(constraint.multiplier()).isEqualTo(1.5);
    model.phases().get(0).afterStep(Map.of("rate", 1.0));
    assertThat(constraint.multiplier()).isZero();
    model.phases().get(0).afterStep(Map.of("rate", 11.0));
    assertThat(constraint.multiplier()).isEqualTo(0.5);
  }

  @Test
  void smoothedExcessIsAnAverageFromTheFirstStepOn() {
    RateConstraint constraint = new RateConstraint(10, 1, 0.5, 0);
    constraint.afterStep(14);
    // (0.5 · 4) / 0.5
    assertThat(constraint.multiplier()).isEqualTo(4, within(1e-6));
    constraint.afterStep(11);
    // (0.25 · 4 + 0.5 · 1) / 0.75 = 2
    assertThat(constraint.multiplier()).isEqualTo(6, within(1e-6));
  }

  @Test
  void multiplierIsSavedWithTheModelAndMovedByNoOptimiser() {
    BetaVae model = betaVae(new RateConstraint(10, 1, 0.5, 0.75));
    Parameter multiplier = model.parameters().find("constraint.multiplier").orElseThrow();

    assertThat(multiplier.value().data()).containsExactly(0.75f);
    assertThat(multiplier.isTrainable()).isFalse();
    assertThat(model.phases().get(0).trains().find("constraint.multiplier")).isEmpty();
    assertThat(model.parameters().find("constraint.excess")).isPresent();
  }

  @Test
  void heldOutCriterionIsTheBoundWhateverBetaIs() {
    BetaVae model = betaVae(new WeightedRate(new BetaSchedule.Constant(7)));
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.validation(tape.constant(X), RANDOM);

      assertThat(loss.objective().item()).isCloseTo(-mean(loss, "elbo"), ROUNDING);
      assertThat(model.criterion())
          .isEqualTo("negative ELBO, nats per example (β = 1, whatever it is in training)");
      assertThat(model.divergence()).isEqualTo("KL, closed form, β = 7.0");
    }
  }

  @Test
  void heldOutCriterionOfTheConstraintIsTheDistortionUnlessTheLimitIsExceeded() {
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      Loss within = betaVae(new RateConstraint(100, 1, 0, 1)).validation(x, RANDOM);
      Loss beyond = betaVae(new RateConstraint(0.01, 1, 0, 1)).validation(x, RANDOM);

      assertThat(within.objective().item()).isCloseTo(mean(within, "distortion"), ROUNDING);
      assertThat(beyond.objective().item())
          .isCloseTo(mean(beyond, "distortion") + 10 * (mean(beyond, "rate") - 0.01), within(2e-4));
    }
  }

  @Test
  void providerMakesEachForm() {
    assertThat(made(Map.of()).divergence()).endsWith("β = 4.0");
    assertThat(made(Map.of("beta", 2, "schedule", "warm-up")).divergence())
        .endsWith("β rising to 2.0 over 10.0 epochs");
    assertThat(made(Map.of("schedule", "cyclic", "cycles", 3)).divergence())
        .endsWith("β rising to 4.0 in 3 cycles of 5.0 epochs");
    assertThat(made(Map.of("form", "capacity", "capacity", 8)).divergence())
        .contains("capacity of 8.0 nats");
    assertThat(made(Map.of("form", "constraint", "limit", 6)).divergence())
        .contains("at most 6.0 nats");
    assertThatThrownBy(() -> made(Map.of("form", "gamma")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("one of beta, capacity, constraint");
  }

  private Model made(Map<String, Object> given) {
    BetaVaeProvider provider = new BetaVaeProvider();
    Options options = Options.resolve("model 'beta-vae'", provider.options(), given);
    assertThat(provider.name()).isEqualTo("beta-vae");
    assertThat(provider.posterior(options)).isEqualTo(PosteriorFamily.GAUSSIAN);
    assertThat(provider.defaultDivergence()).contains(ComponentSpec.of("kl"));
    return provider.create(
        new Components(encoder, decoder, prior, likelihood, Optional.of(KlDivergence.create())),
        new NoAssembly(),
        options);
  }

  private static final class NoAssembly implements Assembly {
    @Override
    public Decoder network(ComponentSpec spec, String name, int inputs, int outputs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Likelihood likelihood(ComponentSpec spec, LikelihoodProvider.Site site) {
      throw new UnsupportedOperationException();
    }
  }
}
