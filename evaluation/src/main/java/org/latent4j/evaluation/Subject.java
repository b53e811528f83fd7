package org.latent4j.evaluation;

import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * What is evaluated: a model with examples it was not trained on. Examples are read batch by batch
 * onto one tape that is reused; no more than one batch is held at a time. Every pass over the same
 * rows reads the same values, also from a set that draws its examples anew each time.
 */
public final class Subject implements AutoCloseable {
  private final Model model;
  private final DataSet data;
  private final Engine engine;
  private final Tape tape;
  private final int batchSize;
  private final RandomStream random;
  private Optional<BaseMeasure> measure = Optional.empty();

  /**
   * A model and data to evaluate it on.
   *
   * @param engine does the arithmetic; stays the caller's to close
   * @param batchSize examples read at a time, at least 1
   * @param random for sets that draw their examples anew each time
   */
  public Subject(Model model, DataSet data, Engine engine, int batchSize, RandomStream random) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batches of " + batchSize + " examples");
    }
    this.model = model;
    this.data = data;
    this.engine = engine;
    this.tape = engine.newForwardTape();
    this.batchSize = batchSize;
    this.random = random;
  }

  /** The same model with other examples, such as those that an estimator learns from. */
  public Subject on(DataSet others, RandomStream random) {
    return new Subject(model, others, engine, batchSize, random);
  }

  public Model model() {
    return model;
  }

  public DataSet data() {
    return data;
  }

  /** For an estimator that needs a tape of its own. */
  public Engine engine() {
    return engine;
  }

  /** What ln p(x) of the examples is under the model's likelihood. */
  public BaseMeasure measure() {
    if (measure.isEmpty()) {
      measure = Optional.of(BaseMeasure.of(this));
    }
    return measure.get();
  }

  /** Examples read at a time, at most. */
  public int batchSize() {
    return batchSize;
  }

  /**
   * The tape that batches are put on, for values alone; an estimator may also use it for work of
   * its own.
   */
  public Tape tape() {
    return tape;
  }

  /** Visits all examples in order. */
  public void forEachBatch(BatchVisitor visitor) {
    forEachBatch(IntStream.range(0, data.size()).toArray(), visitor);
  }

  /** Visits the given examples in the order given. */
  public void forEachBatch(int[] rows, BatchVisitor visitor) {
    int features = data.shape().features();
    // The same stream again in every pass, for a set that draws by row and stream.
    RandomStream reading = random.split("reading");
    Tensor buffer = Tensor.zeros(Math.min(batchSize, rows.length), features);
    for (int from = 0, index = 0; from < rows.length; from += batchSize, index++) {
      int to = Math.min(from + batchSize, rows.length);
      if (to - from != buffer.rows()) {
        buffer = Tensor.zeros(to - from, features);
      }
      EvaluationStoppedException.ifInterrupted();
      data.read(rows, from, to, buffer, reading);
      visitor.visit(new Batch(index, from, buffer));
    }
  }

  /** The given examples in the order given, {@code [rows.length, features]}. */
  public Tensor read(int[] rows) {
    Tensor examples = Tensor.zeros(rows.length, data.shape().features());
    data.read(rows, 0, rows.length, examples, random.split("reading"));
    return examples;
  }

  /** Closes the tape. */
  @Override
  public void close() {
    tape.close();
  }

  /** Does something with each batch. */
  @FunctionalInterface
  public interface BatchVisitor {
    void visit(Batch batch);
  }

  /** Examples that stand next to each other in a pass. */
  public final class Batch {
    private final int index;
    private final int from;
    private final Tensor examples;

    private Batch(int index, int from, Tensor examples) {
      this.index = index;
      this.from = from;
      this.examples = examples;
    }

    /** How many batches came before. */
    public int index() {
      return index;
    }

    /** How many examples came before. */
    public int from() {
      return from;
    }

    public int size() {
      return examples.rows();
    }

    /** The examples, {@code [size, features]}; valid until the visitor returns. */
    public Tensor examples() {
      return examples;
    }

    /** Resets the tape and puts the examples on it, {@code [size, features]}. */
    public Var onTape() {
      tape.reset();
      return tape.constant(examples);
    }
  }
}
