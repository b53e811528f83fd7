import org.jspecify.annotations.NullMarked;

/** The adversarial autoencoder. */
@NullMarked
module org.latent4j.models.aae {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.models.aae;

  provides org.latent4j.api.spi.ModelProvider with
      org.latent4j.models.aae.AaeProvider;
}
