package org.latent4j.api.tensor;

import java.util.Optional;

/**
 * Does the arithmetic: makes tapes and moves parameters. Engines agree with one another to within
 * rounding; they differ in speed and precision. Safe for use by several threads, each with a tape
 * of its own.
 */
public interface Engine extends AutoCloseable {
  /** What does the work, for logs and provenance: library, version, threads. */
  String description();

  Tape newTape();

  /**
   * A tape for values alone, as an evaluation needs them: nothing is kept for a backward pass, and
   * {@link Tape#backward} throws an {@link IllegalStateException}.
   */
  Tape newForwardTape();

  /**
   * One step of Adam (Kingma and Ba, 2015), in place: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w
   * − rate · m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ).
   *
   * @param value w, moved along the negative of {@code gradient}; all four tensors have the same
   *     size
   * @param step t, counted from 1
   */
  void adam(
      Tensor value,
      Tensor gradient,
      Tensor firstMoment,
      Tensor secondMoment,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      long step);

  /**
   * One step of gradient descent with momentum, in place: u ← momentum · u + g, w ← w − rate · u.
   */
  void momentum(Tensor value, Tensor gradient, Tensor velocity, double rate, double momentum);

  /**
   * The steps of {@link #adam} and {@link #momentum} for some of the numbers, on the calling
   * thread; empty if this engine makes whole steps alone.
   */
  default Optional<Elementwise> elementwise() {
    return Optional.empty();
  }

  /**
   * Steps for the numbers from {@code from} (inclusive) to {@code to} (exclusive), to the same bits
   * as for all at once. The gradient of number i lies at {@code i − from + offset}.
   */
  interface Elementwise {
    /** One step of Adam, to be made in parts; see {@link Engine#adam}. */
    AdamStep adam(double rate, double beta1, double beta2, double epsilon, long step);

    /** See {@link Engine#momentum}. */
    void momentum(
        Tensor value,
        float[] gradient,
        int offset,
        Tensor velocity,
        double rate,
        double momentum,
        int from,
        int to);
  }

  /** A step of Adam for some of the numbers of a tensor. */
  @FunctionalInterface
  interface AdamStep {
    /** Moves the numbers and their moments. */
    void move(
        Tensor value,
        float[] gradient,
        int offset,
        Tensor firstMoment,
        Tensor secondMoment,
        int from,
        int to);
  }

  /**
   * Keeps the engine's workers awake until the handle is closed: for as long as a training or an
   * evaluation runs. Without it, workers wake for each operation, which costs time but changes no
   * result.
   */
  default Session session() {
    return () -> {};
  }

  /**
   * Ends its threads. From then on everything but {@link #description()} and closing throws an
   * {@link IllegalStateException} that says "the engine is closed": on the engine, on its tapes and
   * variables, and on its sessions.
   */
  @Override
  void close();

  /** A period of steady work. */
  @FunctionalInterface
  interface Session extends AutoCloseable {
    @Override
    void close();

    /**
     * Has work done that is needed later, such as reading the next minibatch: by one of the
     * engine's threads when the work of a step is shared out next, or else when its end is waited
     * for. It must not use the engine.
     *
     * @return waits until the work is done, and throws what it threw; to be run before its result
     *     is used, once, by the thread that uses the session
     */
    default Runnable prepare(Runnable work) {
      return work;
    }
  }
}
