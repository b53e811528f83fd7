import org.jspecify.annotations.NullMarked;

/** Placeholder. */
@NullMarked
module org.latent4j.kernels {
  requires static org.jspecify;
  requires jdk.unsupported;
  requires org.latent4j.api;
}
