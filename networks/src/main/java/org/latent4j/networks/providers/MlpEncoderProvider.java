package org.latent4j.networks.providers;

import java.util.List;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.networks.MlpEncoder;

/** The encoder plugin {@code mlp}. */
public final class MlpEncoderProvider implements EncoderProvider {
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
  public Encoder create(Site site, Options options) {
    return MlpEncoder.of(
        site.name(),
        site.input().features(),
        site.latent(),
        site.family(),
        MlpOptions.settings(site.name(), options),
        site.initialization());
  }
}
