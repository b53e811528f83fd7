import org.jspecify.annotations.NullMarked;

/** Encoder and decoder networks. */
@NullMarked
module org.latent4j.networks {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.networks;

  provides org.latent4j.api.spi.EncoderProvider with
      org.latent4j.networks.providers.MlpEncoderProvider;
  provides org.latent4j.api.spi.DecoderProvider with
      org.latent4j.networks.providers.MlpDecoderProvider;
}
