package org.latent4j.benchmarks.kernels;

import org.latent4j.api.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A step of Adam for 784 · 400 weights; ND4J's operation is {@code adam_updater}. */
public class AdamStep extends Comparison {
  static final int WEIGHTS = 784 * 400;
  static final double RATE = 1e-3;
  private static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final double EPSILON = 1e-8;

  /** The engine's side. */
  @State(Scope.Thread)
  public static class FusedStep extends Fused {
    final Tensor weights = normal("weights", WEIGHTS);
    private final Tensor gradient = normal("gradient", WEIGHTS);
    private final Tensor first = Tensor.zeros(WEIGHTS);
    private final Tensor second = Tensor.zeros(WEIGHTS);
    private long step;
  }

  /** ND4J's side. */
  @State(Scope.Thread)
  public static class Nd4jStep {
    final INDArray weights = array(normal("weights", WEIGHTS));
    private final INDArray gradient = array(normal("gradient", WEIGHTS));
    private final INDArray first = Nd4j.create(DataType.FLOAT, WEIGHTS);
    private final INDArray second = Nd4j.create(DataType.FLOAT, WEIGHTS);
    private final INDArray move = Nd4j.create(DataType.FLOAT, WEIGHTS);
    private int step;
  }

  /** Moments and weights, in place. */
  @Benchmark
  public Tensor fused(FusedStep adam) {
    adam.engine.adam(
        adam.weights,
        adam.gradient,
        adam.first,
        adam.second,
        RATE,
        BETA1,
        BETA2,
        EPSILON,
        ++adam.step);
    return adam.weights;
  }

  /** Moments and weights, in place. */
  @Benchmark
  public INDArray nd4j(Nd4jStep adam) {
    CustomOp operation =
        new AdamUpdater(
            adam.gradient,
            adam.second,
            adam.first,
            adam.move,
            adam.second,
            adam.first,
            RATE,
            BETA1,
            BETA2,
            EPSILON,
            adam.step++);
    Nd4j.exec(operation);
    return adam.weights.subi(adam.move);
  }
}
