import org.jspecify.annotations.NullMarked;

/** Priors p(z). */
@NullMarked
module org.latent4j.priors {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.priors;

  provides org.latent4j.api.spi.PriorProvider with
      org.latent4j.priors.providers.LaplacePriorProvider,
      org.latent4j.priors.providers.MixturePriorProvider,
      org.latent4j.priors.providers.StandardNormalPriorProvider;
}
