import org.jspecify.annotations.NullMarked;

/** Placeholder. */
@NullMarked
module org.latent4j.testkit {
  requires static org.jspecify;
  requires org.latent4j.api;
  requires org.latent4j.kernels;
}
