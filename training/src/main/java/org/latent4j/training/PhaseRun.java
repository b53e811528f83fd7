package org.latent4j.training;

import java.util.Map;
import java.util.Optional;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Var;

/** A phase with its optimiser and the means of its terms. */
final class PhaseRun {
  private final Phase phase;
  private final Optimizer optimizer;
  private final double clipNorm;
  private final TermMeans terms = new TermMeans();
  private final TermMeans objective = new TermMeans();

  /**
   * A phase at its first step.
   *
   * @param clipNorm the most that the gradient's norm may be; 0 for no limit
   */
  PhaseRun(Phase phase, Optimizer optimizer, double clipNorm) {
    this.phase = phase;
    this.optimizer = optimizer;
    this.clipNorm = clipNorm;
  }

  Phase phase() {
    return phase;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  TermMeans terms() {
    return terms;
  }

  TermMeans objective() {
    return objective;
  }

  /**
   * Loss, gradient, optimiser's step.
   *
   * @param x {@code [n, features]}
   * @param factor multiplies the learning rate
   * @throws NonFiniteException before anything has moved
   */
  void step(Tape tape, Var x, Step step, double factor) {
    Loss loss = phase.loss(x, step);
    for (Map.Entry<String, Var> term : loss.terms().entrySet()) {
      note(terms, term.getKey(), TermMeans.mean(term.getValue()), x.rows());
    }
    note(objective, EpochMetrics.OBJECTIVE, loss.objective().item(), x.rows());
    move(tape, loss.objective(), factor);
    phase.afterStep(terms.latest());
  }

  private void move(Tape tape, Var objective, double factor) {
    if (clipNorm == 0) {
      Optional<ElementwiseStep> step = optimizer.begin(factor);
      if (step.isPresent()) {
        tape.backward(objective, phase.trains(), step.get());
        return;
      }
    }
    tape.backward(objective, phase.trains());
    if (clipNorm > 0) {
      clip();
    }
    optimizer.step(factor);
  }

  private void note(TermMeans means, String term, double mean, int examples) {
    NonFiniteException.check("phase '" + phase.name() + "', " + term, mean);
    means.add(term, mean, examples);
  }

  private void clip() {
    double squares = 0;
    for (Parameter parameter : phase.trains()) {
      for (float g : parameter.gradient().data()) {
        squares += (double) g * g;
      }
    }
    double norm = Math.sqrt(squares);
    NonFiniteException.check("phase '" + phase.name() + "', the gradient's norm", norm);
    if (norm > clipNorm) {
      float scale = (float) (clipNorm / norm);
      for (Parameter parameter : phase.trains()) {
        float[] gradient = parameter.gradient().data();
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] *= scale;
        }
      }
    }
  }
}
