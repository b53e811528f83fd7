package org.latent4j.models.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Prior;
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
import org.latent4j.divergences.MmdDivergence;
import org.latent4j.divergences.MmdKernel;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.networks.Normalization;
import org.latent4j.priors.LaplacePrior;
import org.latent4j.priors.StandardNormalPrior;

class VaeTests {
  private static final int FEATURES = 5;
  private static final int LATENT = 3;
  private static final int BATCH = 4;
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final RandomStream RANDOM = RandomStreams.seeded(7);
  private static final MlpSettings NETWORK = MlpSettings.hidden(8);
  private static final Tensor X = uniform();

  private final Encoder encoder = encoder(PosteriorFamily.GAUSSIAN);
  private final MlpDecoder decoder =
      MlpDecoder.of("decoder", LATENT, FEATURES, NETWORK, RANDOM.split("decoder"));
  private final Prior prior = StandardNormalPrior.of(LATENT);
  private final BernoulliLikelihood likelihood = BernoulliLikelihood.of(FEATURES);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static Tensor uniform() {
    Tensor x = Tensor.zeros(BATCH, FEATURES);
    RANDOM.split("x").fillUniform(x.data(), 0, x.size());
    return x;
  }

  private static Encoder encoder(PosteriorFamily family) {
    return MlpEncoder.of("encoder", FEATURES, LATENT, family, NETWORK, RANDOM.split("encoder"));
  }

  private Vae vae(Divergence divergence) {
    return new Vae(encoder, decoder, prior, likelihood, divergence);
  }

  private static Step step() {
    return new Step(0, 0, RANDOM.split("step"));
  }

  private static double mean(Var term) {
    return Arrays.stream(term.toDoubles()).average().orElseThrow();
  }

  @Test
  void objectiveIsTheFormulaOfThePaper() {
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      Loss loss = vae(KlDivergence.create()).phases().get(0).loss(x, step());

      Mode mode = step().training();
      Posterior q = encoder.encode(x, mode);
      Var z = q.sample(step().random().split("reparameterisation"));
      Var reconstruction = likelihood.logDensity(decoder.decode(z, mode), x);
      Var kl = prior.klFrom(q).orElseThrow();
      assertThat(loss.objective().item()).isEqualTo(kl.minus(reconstruction).mean().item());
      assertThat(loss.objective().shape()).containsExactly(1);
      assertThat(loss.terms().keySet()).containsExactly("elbo", "distortion", "rate");
      assertThat(loss.terms().get("rate").toDoubles()).isEqualTo(kl.toDoubles());
      assertThat(loss.terms().get("distortion").toDoubles())
          .isEqualTo(reconstruction.negate().toDoubles());
    }
  }

  @Test
  void phaseTrainsAllThatCanBeTrainedAndNoBuffer() {
    MlpSettings normalized = NETWORK.withNormalization(Normalization.BATCH);
    GaussianLikelihood learned =
        GaussianLikelihood.sharedVariance(FEATURES, GaussianMean.IDENTITY, "likelihood", 1, 1e-4);
    Vae model =
        new Vae(
            MlpEncoder.of(
                "encoder", FEATURES, LATENT, PosteriorFamily.GAUSSIAN, normalized, RANDOM),
            decoder,
            prior,
            learned,
            KlDivergence.create());

    assertThat(model.phases()).hasSize(1);
    assertThat(model.phases().get(0).name()).isEqualTo("elbo");
    assertThat(model.phases().get(0).trains().asList())
        .isEqualTo(model.parameters().asList().stream().filter(Parameter::isTrainable).toList())
        .extracting(Parameter::name)
        .contains("encoder.head.weight", "decoder.head.bias", "likelihood.log-variance");
    assertThat(model.parameters().asList())
        .extracting(Parameter::name)
        .contains("encoder.hidden0.normalization.running-mean");
  }

  @Test
  void severalDrawsAreAveraged() {
    Vae once = vae(KlDivergence.create());
    Vae thrice = new Vae(encoder, decoder, prior, likelihood, KlDivergence.create(), 3);
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      RandomStream random = step().random();
      Loss average = thrice.validation(x, random);
      double distortion = mean(once.validation(x, random).terms().get("distortion"));
      for (int draw = 1; draw < 3; draw++) {
        Loss one = once.validation(x, random.split("draw").split(draw));
        distortion += mean(one.terms().get("distortion"));
      }

      // Means of float vectors of magnitude 3: some ulps of 2.4e-7 each.
      assertThat(mean(average.terms().get("distortion"))).isCloseTo(distortion / 3, within(2e-6));
      assertThat(mean(average.terms().get("rate")))
          .isCloseTo(mean(once.validation(x, random).terms().get("rate")), within(2e-6));
      assertThat(mean(average.terms().get("elbo")))
          .isCloseTo(-average.objective().item(), within(4e-6));
    }
  }

  @Test
  void noDrawsAreRefused() {
    assertThatThrownBy(() -> new Vae(encoder, decoder, prior, likelihood, KlDivergence.create(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 draws");
  }

  @Test
  void anotherDivergenceStandsBesideTheRate() {
    Vae model = vae(MmdDivergence.of(MmdKernel.IMQ, 10));
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.phases().get(0).loss(tape.constant(X), step());

      assertThat(loss.terms().keySet()).containsExactly("elbo", "distortion", "rate", "divergence");
      assertThat(loss.objective().item())
          .isCloseTo(
              mean(loss.terms().get("distortion")) + mean(loss.terms().get("divergence")),
              within(1e-5));
      assertThat(-mean(loss.terms().get("elbo")))
          .isCloseTo(
              mean(loss.terms().get("distortion")) + mean(loss.terms().get("rate")), within(1e-5));
      assertThat(model.criterion()).contains("distortion", "MMD");
    }
  }

  @Test
  void codeWithoutDensityHasNoBound() {
    Vae model =
        new Vae(
            encoder(PosteriorFamily.DETERMINISTIC),
            decoder,
            prior,
            likelihood,
            MmdDivergence.of(MmdKernel.RBF, 1));
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.phases().get(0).loss(tape.constant(X), step());

      assertThat(loss.terms().keySet()).containsExactly("distortion", "divergence");
    }
  }

  @Test
  void validationDrawsFromItsOwnStreamAlone() {
    Vae model = vae(KlDivergence.create());
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(X);
      double first = model.validation(x, RANDOM.split("a")).objective().item();
      model.phases().get(0).loss(x, step());

      assertThat(model.validation(x, RANDOM.split("a")).objective().item()).isEqualTo(first);
      assertThat(model.validation(x, RANDOM.split("b")).objective().item()).isNotEqualTo(first);
    }
  }

  @Test
  void modelSaysHowItsDivergenceIsComputed() {
    Vae closed = vae(KlDivergence.create());
    Vae sampled = new Vae(encoder, decoder, LaplacePrior.of(LATENT, 1), likelihood, new OneDraw());
    assertThat(closed.divergence()).isEqualTo("KL, computed as the first batch decides");
    try (Tape tape = ENGINE.newTape()) {
      closed.validation(tape.constant(X), RANDOM);
      sampled.validation(tape.constant(X), RANDOM);
    }

    assertThat(closed.divergence()).isEqualTo("KL, closed form");
    assertThat(closed.criterion()).isEqualTo("negative ELBO, nats per example");
    assertThat(sampled.divergence()).isEqualTo("by one draw");
  }

  /** A divergence that nobody knows. */
  private static final class OneDraw implements Divergence {
    @Override
    public Var between(Posterior q, Var z, Prior p, RandomStream random) {
      return q.logDensity(z).orElseThrow().minus(p.logDensity(z));
    }

    @Override
    public String method(Posterior q, Prior p) {
      return "by one draw";
    }
  }

  @Test
  void providerMakesTheModelOfItsComponents() {
    VaeProvider provider = new VaeProvider();
    Options options = Options.resolve("model 'vae'", provider.options(), Map.of("samples", 2));
    Components components =
        new Components(encoder, decoder, prior, likelihood, Optional.of(KlDivergence.create()));
    Model model = provider.create(components, new NoAssembly(), options);

    assertThat(provider.name()).isEqualTo("vae");
    assertThat(provider.posterior(options)).isEqualTo(PosteriorFamily.GAUSSIAN);
    assertThat(provider.defaultDivergence()).contains(ComponentSpec.of("kl"));
    assertThat(List.of(model.encoder(), model.decoder(), model.prior(), model.likelihood()))
        .containsExactly(encoder, decoder, prior, likelihood);
    assertThatThrownBy(
            () -> Options.resolve("model 'vae'", provider.options(), Map.of("samples", 0)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("at least 1");
  }

  private static final class NoAssembly implements Assembly {
    @Override
    public org.latent4j.api.model.Decoder network(
        ComponentSpec spec, String name, int inputs, int outputs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public org.latent4j.api.model.Likelihood likelihood(
        ComponentSpec spec, LikelihoodProvider.Site site) {
      throw new UnsupportedOperationException();
    }
  }
}
