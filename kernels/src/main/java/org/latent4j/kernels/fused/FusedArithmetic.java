package org.latent4j.kernels.fused;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.SettingException;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.blas.Blas;
import org.latent4j.kernels.blas.BlasLadder;
import org.latent4j.kernels.blas.ClassPathAccess;
import org.latent4j.kernels.lifetime.Lifetime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the fused engine works with: BLAS, inner loops and workers. */
public final class FusedArithmetic {
  private static final Logger LOG = LoggerFactory.getLogger(FusedArithmetic.class);

  private final Lifetime lifetime;
  private final Blas blas;
  private final ArrayMath arrays;
  private final Workers workers;
  private final Products products;
  private final Engine.Elementwise elementwise;

  private FusedArithmetic(int threads, Blas blas, ArrayMath arrays) {
    this.lifetime = new Lifetime();
    this.blas = blas;
    this.arrays = arrays;
    this.workers = new Workers(threads, lifetime);
    this.products = new Products(blas, arrays, workers);
    this.elementwise = new ArraySteps(arrays);
  }

  /** With the best BLAS that works. */
  public static FusedArithmetic best(int threads) {
    return of(threads, BlasLadder.best());
  }

  /** With the BLAS of this name, or at this path. */
  public static FusedArithmetic with(int threads, String blas) {
    return of(threads, BlasLadder.open(blas));
  }

  private static FusedArithmetic of(int threads, Blas blas) {
    if (threads < 1 || threads > 1024) {
      throw new SettingException(
          "engine fused: " + threads + " threads are not allowed; 1 to 1024 are");
    }
    ClassPathAccess.grant();
    ArrayMath arrays = ArrayMath.best();
    if (arrays instanceof PlainArrayMath) {
      LOG.info(
          "the Vector API is absent, element-wise work is slower; start Java with --add-modules jdk.incubator.vector");
    }
    return new FusedArithmetic(threads, blas, arrays);
  }

  public String description() {
    return blas.description() + "; " + arrays.description() + "; threads: " + workers.threads();
  }

  public Tape newTape() {
    return newTape(true);
  }

  public Tape newForwardTape() {
    return newTape(false);
  }

  private Tape newTape(boolean differentiable) {
    lifetime.require();
    return new FusedTape(products, arrays, workers, lifetime, differentiable);
  }

  /** See {@link Products#beginNotes()}. */
  public void beginNotingProducts() {
    lifetime.require();
    products.beginNotes();
  }

  /** See {@link Products#endNotes()}. */
  public NotedProducts endNotingProducts() {
    return products.endNotes();
  }

  /** See {@link Workers#handOver()}. */
  public OptionalDouble handOver() {
    lifetime.require();
    return workers.handOver();
  }

  /** See {@link Engine#adam}. */
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
    lifetime.require();
    Engine.AdamStep move = elementwise.adam(rate, beta1, beta2, epsilon, step);
    workers.share(
        value.size(),
        Workers.LINE,
        Moves.OPERATIONS * value.size(),
        (from, to) -> move.move(value, gradient.data(), from, firstMoment, secondMoment, from, to));
  }

  /** See {@link Engine#momentum}. */
  public void momentum(
      Tensor value, Tensor gradient, Tensor velocity, double rate, double momentum) {
    lifetime.require();
    workers.share(
        value.size(),
        Workers.LINE,
        Moves.OPERATIONS * value.size(),
        (from, to) ->
            elementwise.momentum(value, gradient.data(), from, velocity, rate, momentum, from, to));
  }

  /** See {@link Engine#elementwise}. */
  public Engine.Elementwise elementwise() {
    lifetime.require();
    return elementwise;
  }

  /** See {@link Engine#session}. */
  public Engine.Session session() {
    workers.openSession();
    return new Engine.Session() {
      private boolean open = true;
      private @Nullable Preparation prepared;

      @Override
      public Runnable prepare(Runnable work) {
        lifetime.require();
        Preparation preparation = workers.prepare(work);
        prepared = preparation;
        return preparation::await;
      }

      @Override
      public void close() {
        if (open) {
          open = false;
          Preparation left = prepared;
          if (left != null) {
            workers.forget(left);
          }
          workers.closeSession();
        }
      }
    };
  }

  public void close() {
    workers.close();
  }
}
