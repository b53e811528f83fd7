package org.latent4j.networks;

import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Each unit brought to mean 0 and variance 1: while training over the batch (the variance divided
 * by n), in use by the running statistics, so that an example's result does not depend on its
 * company.
 *
 * <p>Each pass in training moves the running statistics towards the batch's mean and its unbiased
 * variance (divided by n − 1). A batch of one example has no spread: it gives the shift alone, and
 * moves nothing.
 */
final class BatchNormalization implements NormalizationLayer {
  /** The part of a batch's statistics that goes into the running ones. */
  static final double MOMENTUM = 0.1;

  private final Affine affine;
  private final Parameter runningMean;
  private final Parameter runningVariance;

  private BatchNormalization(Affine affine, Parameter runningMean, Parameter runningVariance) {
    this.affine = affine;
    this.runningMean = runningMean;
    this.runningVariance = runningVariance;
  }

  static BatchNormalization create(String name, int units) {
    return new BatchNormalization(
        Affine.create(name, units),
        Parameter.buffer(name + ".running-mean", Tensor.zeros(units)),
        Parameter.buffer(name + ".running-variance", Affine.ones(units)));
  }

  @Override
  public Var apply(Var x, Mode mode) {
    return affine.apply(
        mode instanceof Mode.Training ? normalizedByBatch(x) : normalizedByRunning(x));
  }

  private Var normalizedByBatch(Var x) {
    int n = x.rows();
    Var mean = x.columnSums().times(1.0 / n);
    Var centred = x.minus(mean);
    Var variance = centred.square().columnSums().times(1.0 / n);
    if (n > 1) {
      move(runningMean, mean, 1);
      move(runningVariance, variance, n / (n - 1.0));
    }
    return centred.dividedBy(variance.plus(EPSILON).sqrt());
  }

  private static void move(Parameter running, Var batch, double correction) {
    float[] values = running.value().data();
    float[] towards = batch.value().data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((1 - MOMENTUM) * values[i] + MOMENTUM * correction * towards[i]);
    }
  }

  private Var normalizedByRunning(Var x) {
    Tape tape = x.tape();
    // Copies: a later pass in training may move the buffers while this tape still looks at them.
    Tensor mean = runningMean.value().copy();
    Tensor deviation = runningVariance.value().copy();
    float[] values = deviation.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sqrt(values[i] + EPSILON);
    }
    return x.minus(tape.constant(mean)).dividedBy(tape.constant(deviation));
  }

  @Override
  public Parameters parameters() {
    return affine.parameters().and(Parameters.of(runningMean, runningVariance));
  }
}
