package org.latent4j.networks.providers;

import java.util.List;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.networks.MlpDecoder;

/** The decoder plugin {@code mlp}. */
public final class MlpDecoderProvider implements DecoderProvider {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "multilayer perceptron";
  }

  @Override
  public List<Option<?>> options() {
    return MlpOptions.ALL;
  }

  @Override
  public Decoder create(Site site, Options options) {
    return MlpDecoder.of(
        site.name(),
        site.inputs(),
        site.outputs(),
        MlpOptions.settings(site.name(), options),
        site.initialization());
  }
}
