package org.latent4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/**
 * Real examples, the same for all models, that a report shows and compares with.
 *
 * @param shape what an example is
 * @param shown those whose reconstructions are shown, {@code [n, features]}
 * @param mapped those whose codes are drawn on the map, and whose values stand for the data where
 *     distributions are compared, {@code [m, features]}
 * @param factors what is known of the mapped examples; empty if nothing is
 * @param factorValues for each factor, its value for each of the mapped examples, as an index into
 *     {@link Factor#values()}
 */
public record Examples(
    DataShape shape,
    Tensor shown,
    Tensor mapped,
    List<Factor> factors,
    List<List<Integer>> factorValues) {
  private static final int SHOWN = 12;
  private static final int MAPPED = 1_000;

  public Examples {
    factors = List.copyOf(factors);
    factorValues = factorValues.stream().map(List::copyOf).toList();
    if (factors.size() != factorValues.size()) {
      throw new IllegalArgumentException(
          factors.size() + " factors, but values of " + factorValues.size());
    }
  }

  /**
   * Draws 12 examples to show and 1,000 to map, or as many as there are, without repetition: by
   * chance alone, none chosen by hand.
   */
  public static Examples of(DataSet data, RandomStream random) {
    int[] order = random.split("examples").permutation(data.size());
    int[] mappedRows = Arrays.copyOf(order, Math.min(MAPPED, order.length));
    int[] shownRows = Arrays.copyOf(order, Math.min(SHOWN, order.length));
    List<List<Integer>> values = new ArrayList<>();
    for (int factor = 0; factor < data.factors().size(); factor++) {
      int index = factor;
      values.add(IntStream.of(mappedRows).mapToObj(row -> data.factor(row, index)).toList());
    }
    return new Examples(
        data.shape(),
        read(data, shownRows, random),
        read(data, mappedRows, random),
        data.factors(),
        values);
  }

  private static Tensor read(DataSet data, int[] rows, RandomStream random) {
    Tensor examples = Tensor.zeros(rows.length, data.shape().features());
    data.read(rows, 0, rows.length, examples, random.split("reading"));
    return examples;
  }

  /** What they are; the factors' values are numbers by the thousand, and left out. */
  @Override
  public String toString() {
    return shown.rows()
        + " examples shown and "
        + mapped.rows()
        + " mapped, each a "
        + shape
        + factors.stream().map(factor -> ", with " + factor.name()).collect(Collectors.joining());
  }
}
