import org.jspecify.annotations.NullMarked;

/**
 * What a trained model is worth, and what it makes: estimators of metrics over a data set, and
 * codes, reconstructions, samples and traversals.
 */
@NullMarked
module org.latent4j.evaluation {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires org.apache.commons.statistics.descriptive;

  exports org.latent4j.evaluation;
  exports org.latent4j.evaluation.annealing;
  exports org.latent4j.evaluation.generation;
}
