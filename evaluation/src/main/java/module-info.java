import org.jspecify.annotations.NullMarked;

/**
 * What a trained model is worth, and what it makes: estimators of metrics over a data set, and
 * codes, reconstructions, samples and traversals.
 */
@NullMarked
module org.latent4j.evaluation {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires com.oracle.labs.mlrg.olcut;
  requires java.logging;
  requires org.apache.commons.statistics.descriptive;
  requires hipparchus.core;
  requires hipparchus.stat;
  requires org.tribuo.classification.core;
  requires org.tribuo.classification.dtree;
  requires org.tribuo.classification.liblinear;
  requires org.tribuo.common.tree;
  requires org.tribuo.core;

  exports org.latent4j.evaluation;
  exports org.latent4j.evaluation.annealing;
  exports org.latent4j.evaluation.baselines;
  exports org.latent4j.evaluation.catalog;
  exports org.latent4j.evaluation.generation;
  exports org.latent4j.evaluation.representation;
  exports org.latent4j.evaluation.samples;
}
