import org.jspecify.annotations.NullMarked;

/** Placeholder. */
@NullMarked
module org.latent4j.data {
  requires static org.jspecify;
  requires org.latent4j.api;
}
