package org.latent4j.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How kernels are compared: the method {@code fused} runs the engine's, {@code nd4j} the same
 * computation by ND4J's operations, into arrays made beforehand. Each has a process of its own, so
 * that neither library's threads are in the other's way.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseParallelGC"})
public class Comparison {
  static final int BATCH = 128;

  /** An engine with its workers awake, and a tape. */
  @State(Scope.Thread)
  public static class Fused {
    final FusedEngine engine = FusedEngine.create();
    final Tape tape = engine.newTape();
    private final Engine.Session session = engine.session();

    /** Ends the workers. */
    @TearDown
    public void close() {
      session.close();
      tape.close();
      engine.close();
    }
  }

  /** Standard normal numbers, the same for each side. */
  static Tensor normal(String purpose, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    stream(purpose).fillGaussian(tensor.data(), 0, tensor.size());
    return tensor;
  }

  /** Numbers in [0, 1), the same for each side. */
  static Tensor uniform(String purpose, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    stream(purpose).fillUniform(tensor.data(), 0, tensor.size());
    return tensor;
  }

  private static RandomStream stream(String purpose) {
    return RandomStreams.seeded(1).split(purpose);
  }

  static Parameter parameter(String name, Tensor value) {
    return Parameter.trainable(name, value);
  }

  static INDArray array(Tensor tensor) {
    int[] shape = tensor.shape();
    return shape.length == 1
        ? Nd4j.createFromArray(tensor.data())
        : Nd4j.createFromArray(tensor.data()).reshape(shape);
  }
}
