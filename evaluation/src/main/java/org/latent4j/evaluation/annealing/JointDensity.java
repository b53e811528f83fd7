package org.latent4j.evaluation.annealing;

import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * ln p(z) and ln p(x|z) of many chains at once, and their gradients with respect to z, apart from
 * one another, since the annealed target ln p(z) + β ln p(x|z) weighs them anew at every step. The
 * two terms read z from two parameters, so that one backward pass gives both gradients.
 */
final class JointDensity implements AutoCloseable {
  private final Model model;
  private final ObservationModel observation;
  private final Tensor examples;
  private final Tape tape;
  private final Parameter ofPrior;
  private final Parameter ofLikelihood;

  /**
   * The density of each chain's own example.
   *
   * @param examples {@code [chains, features]}
   */
  JointDensity(Model model, ObservationModel observation, Tensor examples, Engine engine) {
    this.model = model;
    this.observation = observation;
    this.examples = examples;
    this.tape = engine.newTape();
    int latent = model.prior().latent();
    ofPrior = Parameter.trainable("z.prior", Tensor.zeros(examples.rows(), latent));
    ofLikelihood = Parameter.trainable("z.likelihood", Tensor.zeros(examples.rows(), latent));
  }

  int chains() {
    return examples.rows();
  }

  int latent() {
    return ofPrior.value().columns();
  }

  /** Evaluates at the point's z, and writes values and gradients to the point. */
  void evaluate(Point point) {
    System.arraycopy(point.z, 0, ofPrior.value().data(), 0, point.z.length);
    System.arraycopy(point.z, 0, ofLikelihood.value().data(), 0, point.z.length);
    tape.reset();
    Var logPrior = model.prior().logDensity(tape.parameter(ofPrior));
    Var outputs = model.decoder().decode(tape.parameter(ofLikelihood), Mode.EVALUATION);
    Var logLikelihood = observation.logDensity(outputs, tape.constant(examples));
    tape.backward(logPrior.sum().plus(logLikelihood.sum()), Parameters.of(ofPrior, ofLikelihood));
    copy(logPrior.toDoubles(), point.logPrior);
    copy(logLikelihood.toDoubles(), point.logLikelihood);
    System.arraycopy(ofPrior.gradient().data(), 0, point.priorGradient, 0, point.z.length);
    System.arraycopy(
        ofLikelihood.gradient().data(), 0, point.likelihoodGradient, 0, point.z.length);
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  @Override
  public void close() {
    tape.close();
  }

  /** A place of every chain, with what is known there. */
  static final class Point {
    final float[] z;
    final double[] logPrior;
    final double[] logLikelihood;
    final float[] priorGradient;
    final float[] likelihoodGradient;

    Point(int chains, int latent) {
      z = new float[chains * latent];
      logPrior = new double[chains];
      logLikelihood = new double[chains];
      priorGradient = new float[chains * latent];
      likelihoodGradient = new float[chains * latent];
    }

    /** The annealed log density ln p(z) + β ln p(x|z) of a chain. */
    double logDensity(int chain, double beta) {
      return logPrior[chain] + beta * logLikelihood[chain];
    }

    /** The annealed log density's derivative by a coordinate. */
    double gradient(int i, double beta) {
      return priorGradient[i] + beta * likelihoodGradient[i];
    }

    /** Takes over one chain's place. */
    void copyChain(Point from, int chain, int latent) {
      int at = chain * latent;
      System.arraycopy(from.z, at, z, at, latent);
      System.arraycopy(from.priorGradient, at, priorGradient, at, latent);
      System.arraycopy(from.likelihoodGradient, at, likelihoodGradient, at, latent);
      logPrior[chain] = from.logPrior[chain];
      logLikelihood[chain] = from.logLikelihood[chain];
    }

    /** Takes over all places. */
    void copy(Point from) {
      System.arraycopy(from.z, 0, z, 0, z.length);
      System.arraycopy(from.priorGradient, 0, priorGradient, 0, z.length);
      System.arraycopy(from.likelihoodGradient, 0, likelihoodGradient, 0, z.length);
      JointDensity.copy(from.logPrior, logPrior);
      JointDensity.copy(from.logLikelihood, logLikelihood);
    }
  }
}
