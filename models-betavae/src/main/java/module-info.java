import org.jspecify.annotations.NullMarked;

/** The β-VAE: a variational autoencoder whose rate is weighted, capped or constrained. */
@NullMarked
module org.latent4j.models.betavae {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires transitive org.latent4j.models.vae;

  exports org.latent4j.models.betavae;

  provides org.latent4j.api.spi.ModelProvider with
      org.latent4j.models.betavae.BetaVaeProvider;
}
