package org.latent4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.evaluation.generation.Samples;
import org.latent4j.evaluation.generation.Traversal;

/**
 * What a trained model makes, to be looked at.
 *
 * @param reconstructions E[x|z] of {@link Examples#shown()} at the mean code, {@code [n, features]}
 * @param codes E[z|x] of {@link Examples#mapped()}, {@code [m, latent]}
 * @param prior draws from the prior, to see the codes against, {@code [k, latent]}
 * @param samples what it makes of draws from the prior
 * @param traversals one for each latent dimension shown, the most active first
 */
public record Exhibit(
    Tensor reconstructions,
    Tensor codes,
    Tensor prior,
    Samples samples,
    List<Traversal> traversals) {
  private static final int IMAGES = 64;
  private static final int ROWS = 1_000;
  private static final int DIMENSIONS = 10;
  private static final int STEPS = 9;
  private static final double RANGE = 3;

  public Exhibit {
    traversals = List.copyOf(traversals);
  }

  /**
   * Has a model reconstruct and encode the examples, sample (64 images, or 1,000 rows of a table)
   * and traverse its (at most 10) most active latent dimensions from −3 to 3 standard deviations of
   * the prior, around the code of the first example shown.
   *
   * @param random give the same stream for each model, so that all start from the same numbers
   */
  public static Exhibit of(Generator generator, Examples examples, RandomStream random) {
    Tensor codes = generator.encode(examples.mapped());
    int count = examples.shape() instanceof DataShape.Image ? IMAGES : ROWS;
    Tensor start = generator.encode(examples.shown().copyOfRows(0, 1));
    List<Traversal> traversals = new ArrayList<>();
    for (int dimension : mostActive(codes)) {
      traversals.add(generator.traverse(start, dimension, STEPS, RANGE, random.split("traversal")));
    }
    return new Exhibit(
        generator.reconstruct(examples.shown()),
        codes,
        generator.prior(ROWS, random.split("prior")),
        generator.sample(count, random.split("samples")),
        traversals);
  }

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
