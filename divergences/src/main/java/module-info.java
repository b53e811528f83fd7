import org.jspecify.annotations.NullMarked;

/** Divergences between posterior and prior. */
@NullMarked
module org.latent4j.divergences {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.divergences;

  provides org.latent4j.api.spi.DivergenceProvider with
      org.latent4j.divergences.providers.KlDivergenceProvider,
      org.latent4j.divergences.providers.MmdDivergenceProvider;
}
