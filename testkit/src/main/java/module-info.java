import org.jspecify.annotations.NullMarked;

/** What plugin authors test their plugins with: contract tests and gradient checks. */
@NullMarked
module org.latent4j.testkit {
  requires static org.jspecify;
  requires org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.latent4j.api;
  requires transitive org.latent4j.kernels;

  exports org.latent4j.testkit;

  uses org.latent4j.api.spi.DataSetProvider;
  uses org.latent4j.api.spi.DecoderProvider;
  uses org.latent4j.api.spi.DivergenceProvider;
  uses org.latent4j.api.spi.EncoderProvider;
  uses org.latent4j.api.spi.EngineProvider;
  uses org.latent4j.api.spi.LikelihoodProvider;
  uses org.latent4j.api.spi.ModelProvider;
  uses org.latent4j.api.spi.OptimizerProvider;
  uses org.latent4j.api.spi.PriorProvider;
}
