package org.latent4j.api.tensor;

/**
 * Random numbers that depend on nothing but a key: a counter-based generator, so that streams for
 * different purposes or different steps are split off without drawing from one another. Code that
 * consumes randomness takes a stream as an argument; a training step derives its own with {@code
 * root.split(purpose).split(step)}, which is why a checkpoint needs no generator state.
 *
 * <p>A stream is used by one thread at a time.
 */
public interface RandomStream {
  /**
   * A stream of its own for a purpose; the same for the same purpose, and this stream is not
   * advanced.
   */
  RandomStream split(String purpose);

  /** A stream of its own for a number (a step, an epoch, a row); this stream is not advanced. */
  RandomStream split(long index);

  /** Uniform in [0, 1). */
  double nextDouble();

  /** Uniform in [0, bound). */
  int nextInt(int bound);

  /** Standard normal. */
  double nextGaussian();

  /** Fills a range with standard normal numbers. */
  void fillGaussian(float[] destination, int offset, int count);

  /** Fills a range with uniform numbers in [0, 1). */
  void fillUniform(float[] destination, int offset, int count);

  /** Standard normal numbers in a new tensor. */
  default Tensor gaussian(int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    fillGaussian(tensor.data(), 0, tensor.size());
    return tensor;
  }

  /** The numbers 0 to n − 1 in random order (Fisher and Yates). */
  default int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
