import org.jspecify.annotations.NullMarked;

/** Finds plugins, composes models of them, and keeps models in folders. */
@NullMarked
module org.latent4j.runtime {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires org.slf4j;

  exports org.latent4j.runtime.catalog;
  exports org.latent4j.runtime.composition;
  exports org.latent4j.runtime.storage;

  opens org.latent4j.runtime.composition to
      com.fasterxml.jackson.databind;

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
