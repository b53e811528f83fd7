package org.latent4j.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/**
 * The minibatches that training steps are made on, all of a size but an epoch's last. While a step
 * works on one, a thread of the engine that comes free reads the next into another buffer.
 */
final class Minibatches {
  private final Engine.Session session;
  private final DataSet examples;
  private final int size;
  private final Map<Integer, Tensor> buffers = new HashMap<>();

  Minibatches(Engine.Session session, DataSet examples, int size) {
    this.session = session;
    this.examples = examples;
    this.size = size;
  }

  Epoch epoch(int[] order, RandomStream random) {
    return new Epoch(order, random);
  }

  /** Those of one epoch, to be read in order, from any on. */
  final class Epoch {
    private final int[] order;
    private final RandomStream random;
    private Optional<Runnable> next = Optional.empty();

    private Epoch(int[] order, RandomStream random) {
      this.order = order;
      this.random = random;
    }

    /** A minibatch, {@code [n, features]}, valid until the next is asked for. */
    Tensor read(int number) {
      Tensor batch = buffer(number);
      next.orElseGet(() -> reading(number, batch)).run();
      next = Optional.empty();
      if (start(number + 1) < order.length) {
        next = Optional.of(session.prepare(reading(number + 1, buffer(number + 1))));
      }
      return batch;
    }

    private Runnable reading(int number, Tensor into) {
      return () -> examples.read(order, start(number), start(number + 1), into, random);
    }

    private int start(int number) {
      return (int) Math.min(order.length, (long) number * size);
    }

    private Tensor buffer(int number) {
      int count = start(number + 1) - start(number);
      return buffers.computeIfAbsent(
          2 * count + number % 2, n -> Tensor.zeros(count, examples.shape().features()));
    }
  }
}
