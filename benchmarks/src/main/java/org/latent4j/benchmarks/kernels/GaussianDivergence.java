package org.latent4j.benchmarks.kernels;

import java.util.List;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Var;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Σ KL(N(μ, σ²) ‖ N(0, 1)) for μ and ln σ² {@code [128, 20]}, and its gradients; ND4J has no such
 * operation, so it is composed. The methods return the sum, in nats.
 */
public class GaussianDivergence extends Comparison {
  static final int LATENT = 20;

  /** The engine's side. */
  @State(Scope.Thread)
  public static class FusedDivergence extends Fused {
    final Parameter mean = parameter("mean", normal("mean", BATCH, LATENT));
    final Parameter logVariance = parameter("log-variance", normal("ln σ²", BATCH, LATENT));
    private final Parameters all = Parameters.of(List.of(mean, logVariance));
  }

  /** ND4J's side. */
  @State(Scope.Thread)
  public static class Nd4jDivergence {
    private final INDArray mean = array(normal("mean", BATCH, LATENT));
    private final INDArray logVariance = array(normal("ln σ²", BATCH, LATENT));
    final INDArray gradientOfMean = Nd4j.create(DataType.FLOAT, BATCH, LATENT);
    final INDArray gradientOfLogVariance = Nd4j.create(DataType.FLOAT, BATCH, LATENT);
  }

  /** Value and gradients. */
  @Benchmark
  public double fused(FusedDivergence divergence) {
    divergence.tape.reset();
    Var sum =
        divergence
            .tape
            .gaussianKl(
                divergence.tape.parameter(divergence.mean),
                divergence.tape.parameter(divergence.logVariance),
                1)
            .sum();
    divergence.tape.backward(sum, divergence.all);
    return sum.item();
  }

  /** Value and gradients. */
  @Benchmark
  public double nd4j(Nd4jDivergence divergence) {
    INDArray mean = divergence.gradientOfMean.assign(divergence.mean); // ∂/∂μ = μ
    INDArray half = divergence.gradientOfLogVariance.assign(divergence.logVariance);
    Transforms.exp(half, false).subi(1).muli(0.5); // ∂/∂ ln σ² = ½ (σ² − 1)
    double norm = mean.norm2Number().doubleValue();
    return 0.5 * (norm * norm - divergence.logVariance.sumNumber().doubleValue())
        + half.sumNumber().doubleValue();
  }
}
