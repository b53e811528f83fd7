import org.jspecify.annotations.NullMarked;

/** Placeholder. */
@NullMarked
module org.latent4j.report {
  requires static org.jspecify;
  requires org.latent4j.api;
  requires org.latent4j.runtime;
  requires org.latent4j.evaluation;
}
