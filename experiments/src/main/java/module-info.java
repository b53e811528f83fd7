import org.jspecify.annotations.NullMarked;

/**
 * Experiments from a configuration: one training with its folder, comparisons of models over seeds,
 * sweeps over an option. What the command line does, without the command line.
 */
@NullMarked
module org.latent4j.experiments {
  requires static org.jspecify;
  requires org.latent4j.data;
  requires org.latent4j.kernels;
  requires transitive org.latent4j.api;
  requires transitive org.latent4j.evaluation;
  requires transitive org.latent4j.report;
  requires transitive org.latent4j.runtime;
  requires transitive org.latent4j.training;

  exports org.latent4j.experiments;
  exports org.latent4j.experiments.bench;
}
