package org.latent4j.networks;

import org.junit.jupiter.api.Nested;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.tensor.Activation;
import org.latent4j.testkit.DecoderContract;

/** The contract, with everything that a hidden layer may have. */
class MlpDecoderTests {
  private static Decoder decoder(DecoderProvider.Site site, MlpSettings settings) {
    return MlpDecoder.of(
        site.name(), site.inputs(), site.outputs(), settings, site.initialization());
  }

  @Nested
  class Linear implements DecoderContract {
    @Override
    public Decoder decoder(DecoderProvider.Site site) {
      return MlpDecoderTests.decoder(site, MlpSettings.linear());
    }
  }

  @Nested
  class WithBatchNormalisationAndDropout implements DecoderContract {
    @Override
    public Decoder decoder(DecoderProvider.Site site) {
      return MlpDecoderTests.decoder(
          site,
          MlpSettings.hidden(4)
              .withActivation(Activation.GELU)
              .withNormalization(Normalization.BATCH)
              .withDropout(0.25));
    }
  }

  @Nested
  class WithTwoHiddenLayersAndLayerNormalisation implements DecoderContract {
    @Override
    public Decoder decoder(DecoderProvider.Site site) {
      return MlpDecoderTests.decoder(
          site,
          MlpSettings.hidden(4, 5)
              .withActivation(Activation.TANH)
              .withNormalization(Normalization.LAYER));
    }
  }
}
