package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.Layers.SmallEncoder;

class EncoderContractTests {
  private static SmallEncoder right(EncoderProvider.Site site) {
    return SmallEncoder.create(
        site.name(), site.input().features(), site.latent(), site.family(), site.initialization());
  }

  @Nested
  class RightEncoder implements EncoderContract {
    @Override
    public Encoder encoder(EncoderProvider.Site site) {
      return right(site);
    }
  }

  /** A right encoder whose pass is changed. */
  private static EncoderContract changed(BiFunction<SmallEncoder, Var, Posterior> pass) {
    return site -> new Changed(right(site), pass);
  }

  private record Changed(SmallEncoder right, BiFunction<SmallEncoder, Var, Posterior> pass)
      implements Encoder {
    @Override
    public int latent() {
      return right.latent();
    }

    @Override
    public Posterior encode(Var x, Mode mode) {
      return pass.apply(right, x);
    }

    @Override
    public Parameters parameters() {
      return right.parameters();
    }
  }

  @Test
  void encoderThatLooksAtTheBatchInEvaluationIsCaught() {
    EncoderContract contract =
        changed(
            (right, x) ->
                right.encode(x.minus(x.columnSums().times(1.0 / x.rows())), Mode.EVALUATION));
    assertThatThrownBy(contract::inEvaluationAnExampleStandsAlone)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("row 0 alone");
  }

  @Test
  void drawsThatDoNotFollowThePosteriorAreCaught() {
    EncoderContract contract =
        changed((right, x) -> new WideDraws(right.encode(x, Mode.EVALUATION)));
    assertThatThrownBy(contract::drawsFollowThePosteriorsDensity)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("draws from q(z|x)");
  }

  /** Draws z = μ + 2 (z' − μ). */
  private record WideDraws(Posterior right) implements Posterior {
    @Override
    public Var mean() {
      return right.mean();
    }

    @Override
    public Var sample(RandomStream random) {
      return right.sample(random).times(2).minus(mean());
    }

    @Override
    public Optional<Var> logDensity(Var z) {
      return right.logDensity(z);
    }
  }

  @Test
  void weightsThatNoGradientReachesAreCaught() {
    EncoderContract contract =
        changed(
            (right, x) -> {
              Var outputs = right.network().apply(x, Mode.EVALUATION).detach();
              int latent = right.latent();
              return right.family() == PosteriorFamily.GAUSSIAN
                  ? new DiagonalGaussian(
                      outputs.columns(0, latent), outputs.columns(latent, 2 * latent))
                  : new PointPosterior(outputs);
            });
    assertThatThrownBy(contract::gradientsReachEveryParameter)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a gradient reaches 'encoder.in.weight'");
    assertThatThrownBy(contract::gradientsAgreeWithFiniteDifferences)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void initialValuesFromAnotherStreamAreCaught() {
    EncoderContract contract =
        site ->
            SmallEncoder.create(
                "elsewhere",
                site.input().features(),
                site.latent(),
                site.family(),
                RandomStreams.seeded(0));
    assertThatThrownBy(contract::initialValuesComeFromTheSitesStream)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("another stream");
    assertThatThrownBy(contract::parametersAreNamedAfterTheSite)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("elsewhere");
  }
}
