package org.latent4j.kernels;

import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.nd4j.Nd4jLibrary;

/**
 * The engine whose every operation is ND4J's. In {@link Precision#DOUBLE} it is the reference that
 * gradients and the fused kernels are checked against; in {@link Precision#FLOAT} it trains, slower
 * than {@code fused}, on whatever ND4J backend is on the class path.
 *
 * <p>The mathematical conveniences of {@link Tape} keep the formulas in their bodies, and a {@link
 * org.latent4j.api.tensor.Kernel} is computed by its {@code compose}. Native memory is given back
 * when a tape is reset or closed.
 *
 * <p>ND4J stays on the class path (its jars cannot be modules); this class links none of it before
 * {@link #create} has found it there.
 */
public final class Nd4jEngine implements Engine {
  private final Engine operations;

  private Nd4jEngine(Engine operations) {
    this.operations = operations;
  }

  /**
   * An engine that computes in the given precision.
   *
   * @throws org.latent4j.api.Latent4jException if ND4J is not on the class path or its native
   *     library does not load
   */
  public static Nd4jEngine create(Precision precision) {
    return new Nd4jEngine(Nd4jLibrary.open(precision == Precision.DOUBLE));
  }

  @Override
  public String description() {
    return operations.description();
  }

  @Override
  public Tape newTape() {
    return operations.newTape();
  }

  @Override
  public Tape newForwardTape() {
    return operations.newForwardTape();
  }

  @Override
  public void adam(
      Tensor value,
      Tensor gradient,
      Tensor firstMoment,
      Tensor secondMoment,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      long step) {
    operations.adam(value, gradient, firstMoment, secondMoment, rate, beta1, beta2, epsilon, step);
  }

  @Override
  public void momentum(
      Tensor value, Tensor gradient, Tensor velocity, double rate, double momentum) {
    operations.momentum(value, gradient, velocity, rate, momentum);
  }

  @Override
  public Session session() {
    return operations.session();
  }

  @Override
  public void close() {
    operations.close();
  }
}
