package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Codes;
import org.latent4j.evaluation.Subject;

/** Codes E[z|x] of some examples, with the values of some of their factors. */
final class FactorCodes {
  private final List<String> factors;
  private final int[][] values;
  private final double[][] codes;

  /**
   * Codes with factors.
   *
   * @param values {@code [factors][examples]}
   * @param codes {@code [examples][latent]}
   */
  private FactorCodes(List<String> factors, int[][] values, double[][] codes) {
    this.factors = factors;
    this.values = values;
    this.codes = codes;
  }

  /** Encodes each of the rows once. */
  static FactorCodes of(Subject subject, int[] rows, int[] factors) {
    DataSet data = subject.data();
    List<String> names =
        Arrays.stream(factors).mapToObj(factor -> data.factors().get(factor).name()).toList();
    int[][] values =
        Arrays.stream(factors).mapToObj(factor -> values(data, rows, factor)).toArray(int[][]::new);
    Tensor means = Codes.means(subject, rows);
    double[][] codes = new double[rows.length][means.columns()];
    for (int row = 0; row < rows.length; row++) {
      for (int dimension = 0; dimension < means.columns(); dimension++) {
        codes[row][dimension] = means.at(row, dimension);
      }
    }
    return new FactorCodes(names, values, codes);
  }

  /** The factors that take two values or more on these rows. */
  static int[] varied(DataSet data, int[] rows) {
    return IntStream.range(0, data.factors().size())
        .filter(factor -> Arrays.stream(values(data, rows, factor)).distinct().count() > 1)
        .toArray();
  }

  private static int[] values(DataSet data, int[] rows, int factor) {
    return Arrays.stream(rows).map(row -> data.factor(row, factor)).toArray();
  }

  /** The examples from one (inclusive) to another (exclusive). */
  FactorCodes part(int from, int to) {
    return new FactorCodes(
        factors,
        Arrays.stream(values).map(v -> Arrays.copyOfRange(v, from, to)).toArray(int[][]::new),
        Arrays.copyOfRange(codes, from, to));
  }

  /** The examples at these places. */
  FactorCodes at(int[] rows) {
    return new FactorCodes(
        factors,
        Arrays.stream(values)
            .map(v -> Arrays.stream(rows).map(row -> v[row]).toArray())
            .toArray(int[][]::new),
        Arrays.stream(rows).mapToObj(row -> codes[row]).toArray(double[][]::new));
  }

  int size() {
    return codes.length;
  }

  int latent() {
    return codes[0].length;
  }

  /** The factors' names. */
  List<String> factors() {
    return factors;
  }

  /** The value of a factor in each example. */
  int[] values(int factor) {
    return values[factor];
  }

  /** {@code [examples][latent]} */
  double[][] codes() {
    return codes;
  }

  /** One dimension of each code. */
  double[] dimension(int dimension) {
    return Arrays.stream(codes).mapToDouble(code -> code[dimension]).toArray();
  }

  boolean finite() {
    return Arrays.stream(codes).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }
}
