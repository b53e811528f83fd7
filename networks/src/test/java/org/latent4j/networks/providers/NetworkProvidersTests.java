package org.latent4j.networks.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.networks.Initialization;
import org.latent4j.networks.MlpSettings;
import org.latent4j.networks.Normalization;
import org.latent4j.testkit.ProviderContract;

class NetworkProvidersTests {
  private static final RandomStream RANDOM = RandomStreams.seeded(1);

  private static Options options(Map<String, Object> given) {
    return Options.resolve("encoder 'mlp'", MlpOptions.ALL, given);
  }

  private static MlpSettings settings(Map<String, Object> given) {
    return MlpOptions.settings("encoder", options(given));
  }

  @Nested
  class MlpEncoder implements ProviderContract {
    @Override
    public Provider provider() {
      return new MlpEncoderProvider();
    }
  }

  @Nested
  class MlpDecoder implements ProviderContract {
    @Override
    public Provider provider() {
      return new MlpDecoderProvider();
    }
  }

  @Test
  void nothingSaidIsTheDefaults() {
    assertThat(settings(Map.of())).isEqualTo(MlpSettings.DEFAULTS);
  }

  @Test
  void everySettingCanBeWritten() {
    assertThat(
            settings(
                Map.of(
                    "hidden",
                    List.of(1000, 500),
                    "activation",
                    "leaky-relu",
                    "initialization",
                    "normal",
                    "deviation",
                    0.02,
                    "normalization",
                    "batch",
                    "dropout",
                    0.1)))
        .isEqualTo(
            new MlpSettings(
                List.of(1000, 500),
                Activation.LEAKY_RELU,
                new Initialization.Normal(0.02),
                Normalization.BATCH,
                0.1));
    assertThat(settings(Map.of("initialization", "he")).initialization())
        .isEqualTo(new Initialization.He());
    assertThat(settings(Map.of("initialization", "glorot")).initialization())
        .isEqualTo(new Initialization.Glorot());
    assertThat(settings(Map.of("hidden", List.of())).hidden()).isEmpty();
  }

  @Test
  void aDeviationThatWouldHaveNoEffectIsRefused() {
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> settings(Map.of("deviation", 0.02)))
        .withMessage("encoder 'mlp'.deviation: 0.02 has no effect without initialization: normal");
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> settings(Map.of("hidden", List.of(10, 0))))
        .withMessageContaining("each at least 1");
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> settings(Map.of("dropout", 1)))
        .withMessageContaining("less than 1");
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> settings(Map.of("activation", "sine")))
        .withMessageContaining("leaky-relu");
  }

  @Test
  void theEncodersSiteDecidesItsSize() {
    Encoder encoder =
        new MlpEncoderProvider()
            .create(
                new EncoderProvider.Site(
                    "encoder",
                    new DataShape.Image(28, 28, 1),
                    20,
                    PosteriorFamily.GAUSSIAN,
                    RANDOM),
                options(Map.of()));
    assertThat(encoder.latent()).isEqualTo(20);
    assertThat(encoder.parameters().asList().stream().map(Parameter::toString))
        .containsExactly(
            "encoder.hidden0.weight[784, 400]",
            "encoder.hidden0.bias[400]",
            "encoder.head.weight[400, 40]",
            "encoder.head.bias[40]");
  }

  @Test
  void theDecodersSiteDecidesItsSize() {
    Decoder decoder =
        new MlpDecoderProvider()
            .create(
                new DecoderProvider.Site(
                    "discriminator", 20, 1, new DataShape.Table(List.of("real")), RANDOM),
                options(Map.of("hidden", 50)));
    assertThat(decoder.parameters().asList().stream().map(Parameter::toString))
        .containsExactly(
            "discriminator.hidden0.weight[20, 50]",
            "discriminator.hidden0.bias[50]",
            "discriminator.head.weight[50, 1]",
            "discriminator.head.bias[1]");
  }
}
