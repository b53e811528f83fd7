package org.latent4j.benchmarks.kernels;

import java.util.List;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * −Σ ln p(x) of Bernoulli variables given by logits {@code [128, 784]}, and its gradient with
 * respect to the logits; ND4J's operation is {@code sigm_cross_entropy_loss}. The methods return
 * the sum, in nats.
 */
public class BernoulliDensity extends Comparison {
  static final int FEATURES = 784;

  /** The engine's side. */
  @State(Scope.Thread)
  public static class FusedDensity extends Fused {
    final Parameter logits = parameter("logits", normal("logits", BATCH, FEATURES));
    private final Tensor x = uniform("x", BATCH, FEATURES);
    private final Parameters all = Parameters.of(List.of(logits));
  }

  /** ND4J's side. */
  @State(Scope.Thread)
  public static class Nd4jDensity {
    private static final int SUM = 1;

    private final INDArray logits = array(normal("logits", BATCH, FEATURES));
    private final INDArray x = array(uniform("x", BATCH, FEATURES));
    private final INDArray one = Nd4j.scalar(1f);
    private final INDArray sum = Nd4j.scalar(0f);
    final INDArray gradient = Nd4j.create(DataType.FLOAT, BATCH, FEATURES);
    private final CustomOp value = operation("sigm_cross_entropy_loss", sum);
    private final CustomOp backward =
        operation(
            "sigm_cross_entropy_loss_grad",
            gradient,
            Nd4j.scalar(0f),
            Nd4j.create(DataType.FLOAT, BATCH, FEATURES));

    private CustomOp operation(String name, INDArray... outputs) {
      return DynamicCustomOp.builder(name)
          .addInputs(logits, one, x)
          .addOutputs(outputs)
          .addIntegerArguments(SUM)
          .addFloatingPointArguments(0.0)
          .build();
    }
  }

  /** Value and gradient. */
  @Benchmark
  public double fused(FusedDensity density) {
    density.tape.reset();
    Var sum =
        density
            .tape
            .bernoulliLogDensity(
                density.tape.parameter(density.logits), density.tape.constant(density.x))
            .sum()
            .negate();
    density.tape.backward(sum, density.all);
    return sum.item();
  }

  /** Value and gradient. */
  @Benchmark
  public double nd4j(Nd4jDensity density) {
    Nd4j.exec(density.value);
    Nd4j.exec(density.backward);
    return density.sum.getDouble(0);
  }
}
