package org.latent4j.kernels;

import java.util.Optional;
import java.util.OptionalDouble;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.fused.FusedArithmetic;

/**
 * The default engine: heap arrays in single precision, matrix products by the best BLAS that works,
 * fused forward and backward passes, its own worker threads. It loads no ND4J class.
 */
public final class FusedEngine implements Engine {
  private final FusedArithmetic arithmetic;

  private FusedEngine(FusedArithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** An engine that uses all cores. */
  public static FusedEngine create() {
    return create(Runtime.getRuntime().availableProcessors());
  }

  /**
   * An engine with this many threads, the caller's included.
   *
   * @param threads from 1 to 1024
   */
  public static FusedEngine create(int threads) {
    return new FusedEngine(FusedArithmetic.best(threads));
  }

  /**
   * An engine with this many threads and a given way to matrix products.
   *
   * @param blas {@code onednn}, {@code openblas}, {@code openblas-foreign} (JDK 22 and later),
   *     {@code openblas-copying}, {@code java}, or the path of a shared library with the C
   *     interface of BLAS; that one must be told to use one thread by its environment variable
   * @throws org.latent4j.api.Latent4jException if that one is unknown or does not work on this
   *     machine
   */
  public static FusedEngine create(int threads, String blas) {
    return new FusedEngine(FusedArithmetic.with(threads, blas));
  }

  @Override
  public String description() {
    return arithmetic.description();
  }

  @Override
  public Tape newTape() {
    return arithmetic.newTape();
  }

  @Override
  public Tape newForwardTape() {
    return arithmetic.newForwardTape();
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
    arithmetic.adam(value, gradient, firstMoment, secondMoment, rate, beta1, beta2, epsilon, step);
  }

  @Override
  public void momentum(
      Tensor value, Tensor gradient, Tensor velocity, double rate, double momentum) {
    arithmetic.momentum(value, gradient, velocity, rate, momentum);
  }

  @Override
  public Optional<Elementwise> elementwise() {
    return Optional.of(arithmetic.elementwise());
  }

  @Override
  public Session session() {
    return arithmetic.session();
  }

  /** Notes the matrix products of all tapes from now on, until {@link #endNotingProducts()}. */
  public void beginNotingProducts() {
    arithmetic.beginNotingProducts();
  }

  /**
   * The products done since {@link #beginNotingProducts()}.
   *
   * @throws IllegalStateException if noting has not begun
   */
  public MatrixProducts endNotingProducts() {
    return new MatrixProducts(arithmetic.endNotingProducts());
  }

  /**
   * How long what one of the engine's threads has written takes to another, measured now. Where
   * cores share a cache that is less than 100 ns, elsewhere 130 and more (docs/performance.md);
   * much of what a step takes beside its matrix products is such waiting. A {@link #session()} must
   * be open.
   *
   * @return seconds; empty where no other thread answers, as with one thread
   */
  public OptionalDouble handOver() {
    return arithmetic.handOver();
  }

  @Override
  public void close() {
    arithmetic.close();
  }
}
