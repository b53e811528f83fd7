package org.latent4j.benchmarks.kernels;

import java.util.List;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * relu(x·W + b) for x {@code [128, 784]} and W {@code [784, 400]}; the gradients of its sum with
 * respect to x, W and b. The methods return the sum.
 */
public class DenseLayer extends Comparison {
  static final int INPUTS = 784;
  static final int OUTPUTS = 400;

  /** The engine's side. */
  @State(Scope.Thread)
  public static class FusedLayer extends Fused {
    final Parameter x = parameter("x", normal("x", BATCH, INPUTS));
    final Parameter weight = parameter("weight", normal("weight", INPUTS, OUTPUTS));
    final Parameter bias = parameter("bias", normal("bias", OUTPUTS));
    private final Parameters all = Parameters.of(List.of(x, weight, bias));

    private Var sum() {
      tape.reset();
      return tape.dense(
              tape.parameter(x), tape.parameter(weight), tape.parameter(bias), Activation.RELU)
          .sum();
    }
  }

  /** ND4J's side; results in column-major order, as Deeplearning4j has them. */
  @State(Scope.Thread)
  public static class Nd4jLayer {
    private final IActivation relu = new ActivationReLU();
    private final INDArray x = array(normal("x", BATCH, INPUTS));
    private final INDArray weight = array(normal("weight", INPUTS, OUTPUTS)).dup('f');
    private final INDArray bias = array(normal("bias", OUTPUTS));
    private final INDArray y = columnMajor(BATCH, OUTPUTS);
    private final INDArray slope = columnMajor(BATCH, OUTPUTS);
    final INDArray gradientOfX = columnMajor(BATCH, INPUTS);
    final INDArray gradientOfWeight = columnMajor(INPUTS, OUTPUTS);
    final INDArray gradientOfBias = Nd4j.create(DataType.FLOAT, OUTPUTS);

    private static INDArray columnMajor(long rows, long columns) {
      return Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, columns}, 'f');
    }

    private double sum() {
      x.mmuli(weight, y).addiRowVector(bias);
      return relu.getActivation(y, true).sumNumber().doubleValue();
    }
  }

  /** Forward. */
  @Benchmark
  public double fusedForward(FusedLayer layer) {
    return layer.sum().item();
  }

  /** Forward. */
  @Benchmark
  public double nd4jForward(Nd4jLayer layer) {
    return layer.sum();
  }

  /** Forward and backward. */
  @Benchmark
  public double fusedForwardAndBackward(FusedLayer layer) {
    Var sum = layer.sum();
    layer.tape.backward(sum, layer.all);
    return sum.item();
  }

  /** Forward and backward. */
  @Benchmark
  public double nd4jForwardAndBackward(Nd4jLayer layer) {
    double sum = layer.sum();
    INDArray slope = layer.relu.backprop(layer.y, layer.slope.assign(1)).getFirst();
    Nd4j.gemm(layer.x, slope, layer.gradientOfWeight, true, false, 1, 0);
    slope.sum(layer.gradientOfBias, 0);
    Nd4j.gemm(slope, layer.weight, layer.gradientOfX, false, true, 1, 0);
    return sum;
  }
}
