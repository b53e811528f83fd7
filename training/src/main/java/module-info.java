import org.jspecify.annotations.NullMarked;

/** Trains models: one loop over phases for every composition. */
@NullMarked
module org.latent4j.training {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires org.latent4j.runtime;
  requires org.slf4j;

  exports org.latent4j.training;
}
