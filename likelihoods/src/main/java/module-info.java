import org.jspecify.annotations.NullMarked;

/** Likelihoods p(x|z): Bernoulli, Gaussian, and compositions of likelihoods for tables. */
@NullMarked
module org.latent4j.likelihoods {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.likelihoods;

  provides org.latent4j.api.spi.LikelihoodProvider with
      org.latent4j.likelihoods.providers.BernoulliLikelihoodProvider,
      org.latent4j.likelihoods.providers.CompositeLikelihoodProvider,
      org.latent4j.likelihoods.providers.GaussianLikelihoodProvider;
}
