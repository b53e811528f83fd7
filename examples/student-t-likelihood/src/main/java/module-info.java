/** A likelihood for data with outliers. */
module org.example.studentt {
  requires org.latent4j.api;

  provides org.latent4j.api.spi.LikelihoodProvider with
      org.example.studentt.StudentTLikelihoodProvider;
}
