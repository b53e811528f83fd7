package org.latent4j.evaluation.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.evaluation.EvaluationStoppedException;

/**
 * What a trained model makes: codes of examples, reconstructions, samples, traversals. Works batch
 * by batch on one tape; deterministic for a given stream. Used by one thread at a time.
 */
public final class Generator implements AutoCloseable {
  private final Model model;
  private final Tape tape;
  private final int batchSize;

  /**
   * A generator over a model.
   *
   * @param batchSize rows processed at a time, at least 1
   */
  public Generator(Model model, Engine engine, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batches of " + batchSize + " rows");
    }
    this.model = model;
    this.tape = engine.newForwardTape();
    this.batchSize = batchSize;
  }

  /** E[z|x] of each example: {@code [n, features]} to {@code [n, latent]}. */
  public Tensor encode(Tensor x) {
    checkColumns("examples", x, model.likelihood().features());
    return byBatch(x, model.encoder().latent(), this::encode);
  }

  /**
   * E[z|x] of a whole data set, handed on batch by batch in order, so that it need not fit in
   * memory.
   *
   * @param random for sets that draw their examples anew each time
   */
  public void encode(DataSet data, RandomStream random, RowSink sink) {
    int[] rows = IntStream.range(0, data.size()).toArray();
    for (int from = 0; from < rows.length; from += batchSize) {
      int to = Math.min(from + batchSize, rows.length);
      Tensor x = Tensor.zeros(to - from, data.shape().features());
      data.read(rows, from, to, x, random);
      sink.accept(from, encode(x));
    }
  }

  /** E[x|z] of each code: {@code [n, latent]} to {@code [n, features]}. */
  public Tensor mean(Tensor z) {
    checkColumns("codes", z, model.prior().latent());
    return byBatch(z, model.likelihood().features(), this::mean);
  }

  /** One x ~ p(x|z) for each code: {@code [n, latent]} to {@code [n, features]}. */
  public Tensor draw(Tensor z, RandomStream random) {
    checkColumns("codes", z, model.prior().latent());
    Tensor outputs = byBatch(z, model.likelihood().decoderOutputs(), this::decode);
    return model.likelihood().sample(outputs, random);
  }

  /** E[x|z] at z = E[z|x]: {@code [n, features]} to the same shape. */
  public Tensor reconstruct(Tensor x) {
    checkColumns("examples", x, model.likelihood().features());
    return byBatch(x, model.likelihood().features(), batch -> mean(encode(batch)));
  }

  /** Draws codes from the prior, {@code [count, latent]}. */
  public Tensor prior(int count, RandomStream random) {
    return model.prior().sample(random, count);
  }

  /** Draws codes from the prior and decodes them. */
  public Samples sample(int count, RandomStream random) {
    Tensor codes = prior(count, random.split("prior"));
    return new Samples(codes, mean(codes), draw(codes, random.split("likelihood")));
  }

  /**
   * Moves one latent dimension from −range to +range standard deviations of the prior, around the
   * prior's mean.
   *
   * @param dimension counted from 0
   * @param steps how many positions, at least 2
   * @param random for the estimate of the prior's mean and standard deviation, from 10,000 draws
   */
  public Traversal traverse(int dimension, int steps, double range, RandomStream random) {
    PriorScale scale = PriorScale.of(model.prior(), random);
    return traverse(scale.center(), scale, dimension, steps, range);
  }

  /**
   * Moves one latent dimension from −range to +range standard deviations of the prior around its
   * mean, with the others as in the given code.
   *
   * @param code {@code [1, latent]}
   * @param dimension counted from 0
   * @param steps how many positions, at least 2
   * @param random for the estimate of the prior's mean and standard deviation, from 10,000 draws
   */
  public Traversal traverse(
      Tensor code, int dimension, int steps, double range, RandomStream random) {
    return traverse(code, PriorScale.of(model.prior(), random), dimension, steps, range);
  }

  private Traversal traverse(
      Tensor code, PriorScale scale, int dimension, int steps, double range) {
    int latent = model.prior().latent();
    checkColumns("the code", code, latent);
    if (dimension < 0 || dimension >= latent) {
      throw new SettingException(
          "traversal: latent dimension "
              + dimension
              + " does not exist; the model has 0 to "
              + (latent - 1));
    }
    if (steps < 2) {
      throw new SettingException(
          "traversal: " + steps + " steps are too few; at least 2 are needed to move");
    }
    Tensor codes = Tensor.zeros(steps, latent);
    List<Double> positions = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      double position = range * (2.0 * step / (steps - 1) - 1);
      positions.add(position);
      System.arraycopy(code.data(), 0, codes.data(), step * latent, latent);
      codes.data()[step * latent + dimension] = scale.at(dimension, position);
    }
    return new Traversal(dimension, positions, mean(codes));
  }

  private Var encode(Var x) {
    return model.encoder().encode(x, Mode.EVALUATION).mean();
  }

  private Var decode(Var z) {
    return model.decoder().decode(z, Mode.EVALUATION);
  }

  private Var mean(Var z) {
    return model.likelihood().mean(decode(z));
  }

  private Tensor byBatch(Tensor input, int columns, UnaryOperator<Var> function) {
    Tensor output = Tensor.zeros(input.rows(), columns);
    Tensor batch = Tensor.zeros(Math.min(batchSize, input.rows()), input.columns());
    for (int from = 0; from < input.rows(); from += batchSize) {
      int rows = Math.min(batchSize, input.rows() - from);
      if (rows < batch.rows()) {
        batch = Tensor.zeros(rows, input.columns());
      }
      EvaluationStoppedException.ifInterrupted();
      System.arraycopy(input.data(), from * input.columns(), batch.data(), 0, batch.size());
      tape.reset();
      Tensor result = function.apply(tape.constant(batch)).value();
      System.arraycopy(result.data(), 0, output.data(), from * columns, result.size());
    }
    return output;
  }

  private static void checkColumns(String what, Tensor tensor, int columns) {
    if (tensor.rank() != 2 || tensor.columns() != columns) {
      throw new Latent4jException(
          what
              + ": "
              + tensor.columns()
              + " numbers a row were given, but the model takes "
              + columns);
    }
  }

  @Override
  public void close() {
    tape.close();
  }

  /** Takes the rows of a result as they come. */
  @FunctionalInterface
  public interface RowSink {
    /**
     * Takes some rows.
     *
     * @param from the first one's index
     * @param rows {@code [k, columns]}
     */
    void accept(int from, Tensor rows);
  }
}
