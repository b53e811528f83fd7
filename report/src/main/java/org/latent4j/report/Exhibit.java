package org.latent4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Subject;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.evaluation.generation.Samples;
import org.latent4j.evaluation.generation.Traversal;
import org.latent4j.evaluation.samples.ExPostPrior;
import org.latent4j.evaluation.samples.NearestExamples;

/**
 * What a trained model makes, to be looked at.
 *
 * @param reconstructions E[x|z] of {@link Examples#shown()} at the mean code, {@code [n, features]}
 * @param codes E[z|x] of {@link Examples#mapped()}, {@code [m, latent]}
 * @param prior draws from the prior, to see the codes against, {@code [k, latent]}
 * @param samples what it makes of draws from the prior
 * @param nearest the training example nearest to each of the first samples' means, {@code [8,
 *     features]}
 * @param exPost what it makes of draws from a mixture fitted to its codes
 * @param traversals one for each latent dimension shown, the most active first
 */
public record Exhibit(
    Tensor reconstructions,
    Tensor codes,
    Tensor prior,
    Samples samples,
    Tensor nearest,
    ExPost exPost,
    List<Traversal> traversals) {
  private static final int IMAGES = 64;
  private static final int ROWS = 1_000;
  private static final int DIMENSIONS = 10;
  private static final int STEPS = 9;
  private static final double RANGE = 3;
  private static final int WITH_NEIGHBOURS = 8;
  private static final int MIXTURE_CODES = 1_000;

  public Exhibit {
    traversals = List.copyOf(traversals);
  }

  /**
   * Has a model reconstruct and encode the examples, sample (64 images, or 1,000 rows of a table)
   * and traverse its (at most 10) most active latent dimensions from −3 to 3 standard deviations of
   * the prior, around the code of the first example shown.
   *
   * @param learned the model with its training examples
   * @param random give the same stream for each model, so that all start from the same numbers
   */
  public static Exhibit of(
      Generator generator, Examples examples, Subject learned, RandomStream random) {
    Tensor codes = generator.encode(examples.mapped());
    int count = examples.shape() instanceof DataShape.Image ? IMAGES : ROWS;
    Tensor start = generator.encode(examples.shown().copyOfRows(0, 1));
    List<Traversal> traversals = new ArrayList<>();
    for (int dimension : mostActive(codes)) {
      traversals.add(generator.traverse(start, dimension, STEPS, RANGE, random.split("traversal")));
    }
    Samples samples = generator.sample(count, random.split("samples"));
    return new Exhibit(
        generator.reconstruct(examples.shown()),
        codes,
        generator.prior(ROWS, random.split("prior")),
        samples,
        nearest(learned, samples.means()),
        exPost(generator, learned, count, random.split("mixture")),
        traversals);
  }

  private static Tensor nearest(Subject learned, Tensor samples) {
    Tensor first = samples.copyOfRows(0, Math.min(WITH_NEIGHBOURS, samples.rows()));
    return learned.read(NearestExamples.among(learned, first).rows());
  }

  private static ExPost exPost(
      Generator generator, Subject learned, int count, RandomStream random) {
    int least = ExPostPrior.leastCodes(learned.model().encoder().latent());
    int examples = Math.min(Math.max(MIXTURE_CODES, least), learned.data().size());
    try {
      ExPostPrior mixture = ExPostPrior.of(learned, examples, random.split("fit"));
      Tensor codes = mixture.sample(random.split("codes"), count);
      return new ExPost(Optional.of(generator.mean(codes)), "");
    } catch (Latent4jException unfitting) {
      return new ExPost(Optional.empty(), String.valueOf(unfitting.getMessage()));
    }
  }

  /**
   * Samples with codes from an {@linkplain ExPostPrior ex-post mixture} in the prior's place.
   *
   * @param means E[x|z], {@code [n, features]}; empty if no mixture could be fitted
   * @param reason why not, else empty
   */
  public record ExPost(Optional<Tensor> means, String reason) {}

  /** The dimensions in which the codes vary most, the widest first. */
  private static List<Integer> mostActive(Tensor codes) {
    double[] variance = new double[codes.columns()];
    for (int dimension = 0; dimension < variance.length; dimension++) {
      double[] column = new double[codes.rows()];
      for (int row = 0; row < column.length; row++) {
        column[row] = codes.at(row, dimension);
      }
      variance[dimension] = Variance.of(column).getAsDouble();
    }
    return IntStream.range(0, variance.length)
        .boxed()
        .sorted(Comparator.comparingDouble(dimension -> -variance[dimension]))
        .limit(DIMENSIONS)
        .toList();
  }
}
