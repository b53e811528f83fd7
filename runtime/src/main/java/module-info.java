import org.jspecify.annotations.NullMarked;

/** Finds plugins, composes models of them, and keeps models in folders. */
@NullMarked
module org.latent4j.runtime {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;

  exports org.latent4j.runtime.storage;
}
