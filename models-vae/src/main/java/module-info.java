import org.jspecify.annotations.NullMarked;

/** The variational autoencoder. */
@NullMarked
module org.latent4j.models.vae {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.models.vae;

  provides org.latent4j.api.spi.ModelProvider with
      org.latent4j.models.vae.VaeProvider;
}
