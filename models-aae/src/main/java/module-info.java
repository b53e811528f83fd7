import org.jspecify.annotations.NullMarked;

/** Placeholder. */
@NullMarked
module org.latent4j.models.aae {
  requires static org.jspecify;
  requires org.latent4j.api;
}
