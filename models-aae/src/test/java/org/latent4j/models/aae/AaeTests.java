package org.latent4j.models.aae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Step;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.ModelProvider.Components;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;

class AaeTests {
  private static final int FEATURES = 5;
  private static final int LATENT = 3;
  private static final int BATCH = 20;
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final RandomStream RANDOM = RandomStreams.seeded(7);
  private static final MlpSettings NETWORK = MlpSettings.hidden(8);
  private static final Tensor X = RANDOM.split("x").gaussian(BATCH, FEATURES);

  private final MlpDecoder decoder = network("decoder", LATENT, FEATURES);
  private final MlpDecoder discriminator = network("discriminator", LATENT, 1);
  private final StandardNormalPrior prior = StandardNormalPrior.of(LATENT);
  private final GaussianLikelihood likelihood =
      GaussianLikelihood.sharedVariance(FEATURES, GaussianMean.IDENTITY, "likelihood", 1, 1e-4);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static MlpDecoder network(String name, int inputs, int outputs) {
    return MlpDecoder.of(name, inputs, outputs, NETWORK, RANDOM.split(name));
  }

  private static MlpEncoder encoder(PosteriorFamily family) {
    return MlpEncoder.of("encoder", FEATURES, LATENT, family, NETWORK, RANDOM.split("encoder"));
  }

  private Aae aae(PosteriorFamily family) {
    return new Aae(
        encoder(family),
        decoder,
        prior,
        likelihood,
        discriminator,
        Optional.of(ComponentSpec.of("adam").with("rate", 1e-4)),
        Optional.of(ComponentSpec.of("adam").with("rate", 5e-4)));
  }

  private static Step step() {
    return new Step(0, 0, RANDOM.split("step"));
  }

  private static double mean(Var term) {
    return Arrays.stream(term.toDoubles()).average().orElseThrow();
  }

  private static List<String> names(Parameters parameters) {
    return parameters.asList().stream().map(Parameter::name).toList();
  }

  @Test
  void phasesAreThoseOfThePaperEachWithItsParameters() {
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    List<Phase> phases = model.phases();

    assertThat(phases)
        .extracting(Phase::name)
        .containsExactly("reconstruction", "discriminator", "generator");
    assertThat(names(phases.get(0).trains()))
        .containsExactlyElementsOf(
            names(
                model
                    .encoder()
                    .parameters()
                    .and(decoder.parameters())
                    .and(likelihood.parameters())));
    assertThat(names(phases.get(1).trains()))
        .containsExactlyElementsOf(names(discriminator.parameters()));
    assertThat(names(phases.get(2).trains()))
        .containsExactlyElementsOf(names(model.encoder().parameters()));
    assertThat(phases.get(0).optimizer()).isEmpty();
    assertThat(phases.get(1).optimizer()).contains(ComponentSpec.of("adam").with("rate", 1e-4));
    assertThat(phases.get(2).optimizer()).contains(ComponentSpec.of("adam").with("rate", 5e-4));
    assertThat(names(model.parameters()))
        .containsAll(names(discriminator.parameters()))
        .contains("likelihood.log-variance");
  }

  @Test
  void reconstructionObjectiveIsTheDistortion() {
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      Loss loss = model.phases().get(0).loss(x, step());
      Var z = model.encoder().encode(x, Mode.EVALUATION).mean();
      Var expected = likelihood.logDensity(decoder.decode(z, Mode.EVALUATION), x).negate();

      assertThat(loss.objective().item()).isEqualTo(expected.mean().item());
      assertThat(loss.terms().keySet()).containsExactly("distortion");
    }
  }

  @Test
  void gaussianCodeHasABoundBesideTheGame() {
    Aae model = aae(PosteriorFamily.GAUSSIAN);
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      Loss loss = model.phases().get(0).loss(x, step());
      Posterior q = model.encoder().encode(x, Mode.EVALUATION);

      assertThat(loss.terms().keySet()).containsExactly("elbo", "distortion", "rate");
      assertThat(loss.terms().get("rate").toDoubles())
          .isEqualTo(prior.klFrom(q).orElseThrow().toDoubles());
      assertThat(loss.objective().item())
          .isCloseTo(mean(loss.terms().get("distortion")), within(1e-5));
    }
  }

  @Test
  void discriminatorThatCannotTellLosesLnTwo() {
    for (Parameter parameter : discriminator.parameters()) {
      Arrays.fill(parameter.value().data(), 0);
    }
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      Loss game = model.phases().get(1).loss(x, step());

      assertThat(game.objective().item()).isCloseTo(Math.log(2), within(1e-6));
      // A logit of 0 is taken for a code: right for half of all.
      assertThat(mean(game.terms().get("discriminator_accuracy"))).isEqualTo(0.5);
      Loss generator = model.phases().get(2).loss(x, step());
      assertThat(generator.objective().item()).isCloseTo(Math.log(2), within(1e-6));
    }
  }

  @Test
  void lossesAreCrossEntropies() {
    try (Tape tape = ENGINE.newTape()) {
      Var onDraws = tape.constant(Tensor.of(new float[] {2, -1}, 2, 1));
      Var onCodes = tape.constant(Tensor.of(new float[] {0.5f, -3}, 2, 1));
      double discriminator =
          -0.25
              * (Math.log(sigmoid(2))
                  + Math.log(sigmoid(-1))
                  + Math.log(1 - sigmoid(0.5))
                  + Math.log(1 - sigmoid(-3)));
      double generator = -0.5 * (Math.log(sigmoid(0.5)) + Math.log(sigmoid(-3)));

      assertThat(Game.discriminatorLoss(onDraws, onCodes).item())
          .isCloseTo(discriminator, within(1e-6));
      assertThat(Game.generatorLoss(onCodes).item()).isCloseTo(generator, within(1e-6));
      assertThat(Game.accuracy(onDraws, onCodes)).isEqualTo(0.5);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void noGradientOfTheDiscriminatorsReachesTheEncoder() {
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.phases().get(1).loss(tape.constant(X), step());
      tape.backward(loss.objective(), model.encoder().parameters());

      for (Parameter parameter : model.encoder().parameters()) {
        assertThat(parameter.gradient().data()).containsOnly(0);
      }
    }
  }

  @Test
  void encoderLearnsThroughTheDiscriminator() {
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.phases().get(2).loss(tape.constant(X), step());
      tape.backward(loss.objective(), model.encoder().parameters());
      Parameter weight = model.encoder().parameters().find("encoder.head.weight").orElseThrow();
      double before = loss.objective().item();
      double squares = 0;
      for (int i = 0; i < weight.value().size(); i++) {
        float slope = weight.gradient().data()[i];
        squares += slope * slope;
        weight.value().data()[i] -= 0.01f * slope;
      }
      tape.reset();
      double after = model.phases().get(2).loss(tape.constant(X), step()).objective().item();

      // To first order the loss falls by the rate times the gradient's square.
      assertThat(before - after).isBetween(0.005 * squares, 0.015 * squares);
      assertThat(squares).isPositive();
    }
  }

  @Test
  void criterionIsDistortionAndDivergenceOfAllCodes() {
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      Loss loss = model.validation(x, RANDOM.split("validation"));
      Var codes = model.encoder().encode(x, Mode.EVALUATION).mean();
      double divergence =
          AggregateDivergence.estimate(codes, prior, RANDOM.split("validation").split("prior"));

      assertThat(mean(loss.terms().get("aggregate_kl"))).isCloseTo(divergence, within(1e-6));
      assertThat(loss.objective().item())
          .isCloseTo(mean(loss.terms().get("distortion")) + divergence, within(1e-5));
      assertThat(model.criterion()).contains("distortion + KL(q(z) ‖ p(z))", "nats per example");
    }
  }

  @Test
  void singleExampleIsJudgedByItsDistortion() {
    Aae model = aae(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.validation(tape.constant(X.copyOfRows(0, 1)), RANDOM);

      assertThat(loss.terms().keySet()).containsExactly("distortion");
    }
  }

  @Test
  void providerMakesTheDiscriminatorItIsAskedFor() {
    AaeProvider provider = new AaeProvider();
    Options options =
        Options.resolve(
            "model 'aae'",
            provider.options(),
            Map.of(
                "encoder", "gaussian",
                "discriminator", Map.of("type", "mlp", "hidden", List.of(7)),
                "discriminator-optimizer", "run"));
    AtomicReference<ComponentSpec> asked = new AtomicReference<>();
    Assembly assembly =
        new Assembly() {
          @Override
          public Decoder network(ComponentSpec spec, String name, int inputs, int outputs) {
            asked.set(spec);
            return AaeTests.network(name, inputs, outputs);
          }

          @Override
          public Likelihood likelihood(ComponentSpec spec, LikelihoodProvider.Site site) {
            throw new UnsupportedOperationException();
          }
        };
    Components components =
        new Components(
            encoder(PosteriorFamily.GAUSSIAN), decoder, prior, likelihood, Optional.empty());
    Model model = provider.create(components, assembly, options);

    assertThat(provider.name()).isEqualTo("aae");
    assertThat(provider.posterior(options)).isEqualTo(PosteriorFamily.GAUSSIAN);
    assertThat(provider.posterior(Options.defaults(provider.options())))
        .isEqualTo(PosteriorFamily.DETERMINISTIC);
    assertThat(provider.defaultDivergence()).isEmpty();
    assertThat(asked.get()).isEqualTo(ComponentSpec.of("mlp").with("hidden", List.of(7)));
    assertThat(model.phases().get(1).optimizer()).isEmpty();
    assertThat(model.phases().get(2).optimizer()).map(ComponentSpec::type).contains("adam");
    assertThat(names(model.parameters())).contains("discriminator.head.weight");
  }

  /** The phases of a step from the discriminator's on, with its parameters moved in between. */
  private static float[] gradientOfTheEncoder(Aae model, boolean onTheSameTape) {
    Phase discrimination = model.phases().get(1);
    Phase generation = model.phases().get(2);
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      tape.backward(discrimination.loss(x, step()).objective(), discrimination.trains());
      for (Parameter parameter : discrimination.trains()) {
        for (int i = 0; i < parameter.value().size(); i++) {
          parameter.value().data()[i] -= 0.5f * parameter.gradient().data()[i];
        }
      }
      if (onTheSameTape) {
        tape.reread(discrimination.trains());
      } else {
        tape.reset();
        x = tape.constant(X);
      }
      tape.backward(generation.loss(x, step()).objective(), generation.trains());
      return generation.trains().asList().get(0).gradient().data().clone();
    }
  }

  @Test
  void theGeneratorGoesOnFromTheDiscriminatorsPhaseToTheSameGradient() {
    List<float[]> before =
        discriminator.parameters().asList().stream().map(AaeTests::copy).toList();
    float[] goingOn = gradientOfTheEncoder(aae(PosteriorFamily.DETERMINISTIC), true);
    restore(before);
    float[] anew = gradientOfTheEncoder(aae(PosteriorFamily.DETERMINISTIC), false);
    assertThat(goingOn).containsExactly(anew);
    assertThat(aae(PosteriorFamily.DETERMINISTIC).phases().get(2).goesOn()).isTrue();
  }

  private static float[] copy(Parameter parameter) {
    return parameter.value().data().clone();
  }

  private void restore(List<float[]> values) {
    for (int i = 0; i < values.size(); i++) {
      float[] value = discriminator.parameters().asList().get(i).value().data();
      System.arraycopy(values.get(i), 0, value, 0, value.length);
    }
  }

  @Test
  void aMinibatchIsEncodedOnceForTheGame() {
    MlpEncoder inner = encoder(PosteriorFamily.DETERMINISTIC);
    int[] passes = {0};
    Encoder counting =
        new Encoder() {
          @Override
          public int latent() {
            return inner.latent();
          }

          @Override
          public Posterior encode(Var x, Mode mode) {
            passes[0]++;
            return inner.encode(x, mode);
          }

          @Override
          public Parameters parameters() {
            return inner.parameters();
          }
        };
    Aae model =
        new Aae(
            counting,
            decoder,
            prior,
            likelihood,
            discriminator,
            Optional.empty(),
            Optional.empty());
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      model.phases().get(1).loss(x, step());
      model.phases().get(2).loss(x, step());
      assertThat(passes[0]).isEqualTo(1);
      // Another minibatch has other codes.
      model.phases().get(2).loss(tape.constant(X), step());
      assertThat(passes[0]).isEqualTo(2);
    }
  }
}
