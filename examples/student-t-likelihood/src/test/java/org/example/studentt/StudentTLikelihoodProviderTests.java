package org.example.studentt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.testkit.ProviderContract;

/** The contract's tests come with the interface; what is particular to this provider is below. */
class StudentTLikelihoodProviderTests implements ProviderContract {
  @Override
  public LikelihoodProvider provider() {
    return new StudentTLikelihoodProvider();
  }

  /** This likelihood has no parts. */
  private static final Assembly NO_PARTS =
      new Assembly() {
        @Override
        public Decoder network(ComponentSpec spec, String name, int inputs, int outputs) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Likelihood likelihood(ComponentSpec spec, LikelihoodProvider.Site site) {
          throw new UnsupportedOperationException();
        }
      };

  private Likelihood create(Map<String, ?> options) {
    return provider()
        .create(
            new LikelihoodProvider.Site("likelihood", new DataShape.Table(List.of("a", "b"))),
            NO_PARTS,
            Options.resolve("likelihood 'student-t'", provider().options(), options));
  }

  private static Parameter scale(Likelihood likelihood) {
    return likelihood.parameters().find("likelihood.log-scale").orElseThrow();
  }

  @Test
  void defaultsLearnTheScale() {
    Likelihood likelihood = create(Map.of());
    assertThat(likelihood.features()).isEqualTo(2);
    assertThat(likelihood.decoderOutputs()).isEqualTo(2);
    assertThat(scale(likelihood).isTrainable()).isTrue();
    assertThat(scale(likelihood).value().at(0, 0)).isZero();
  }

  @Test
  void fixedScaleIsSavedButNotTrained() {
    Likelihood likelihood = create(Map.of("learn-scale", false, "scale", 0.5));
    assertThat(scale(likelihood).isTrainable()).isFalse();
    assertThat(scale(likelihood).value().at(0, 0)).isEqualTo((float) Math.log(0.5));
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> create(Map.of("degrees-of-freedom", 1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("from 2 to 1000");
    assertThatThrownBy(() -> create(Map.of("scale", -1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("greater than 0");
  }
}
