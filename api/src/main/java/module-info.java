import org.jspecify.annotations.NullMarked;

/** The contracts of the toolkit: values, components and the providers that plugins implement. */
@NullMarked
module org.latent4j.api {
  requires static transitive org.jspecify;

  exports org.latent4j.api;
  exports org.latent4j.api.data;
  exports org.latent4j.api.model;
  exports org.latent4j.api.spi;
  exports org.latent4j.api.tensor;
}
