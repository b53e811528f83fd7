import org.jspecify.annotations.NullMarked;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.OptimizerProvider;

/** The engines: arithmetic, differentiation, optimisers and random numbers. */
@NullMarked
module org.latent4j.kernels {
  requires static org.jspecify;
  // JavaCPP needs sun.misc.Unsafe.
  requires jdk.unsupported;
  requires org.apache.commons.rng.core;
  requires org.apache.commons.rng.sampling;
  requires transitive org.latent4j.api;
  requires org.slf4j;

  exports org.latent4j.kernels;
  exports org.latent4j.kernels.nd4j;
  exports org.latent4j.kernels.optimizers;

  provides EngineProvider with
      org.latent4j.kernels.providers.FusedEngineProvider,
      org.latent4j.kernels.providers.Nd4jEngineProvider;
  provides OptimizerProvider with
      org.latent4j.kernels.providers.AdamProvider,
      org.latent4j.kernels.providers.MomentumProvider;
}
