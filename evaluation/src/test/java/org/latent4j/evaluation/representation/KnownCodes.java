package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.evaluation.RowsData;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

/** A data set whose examples are the codes that they get, with factors. */
record KnownCodes(RowsData codes, List<Factor> factors, int[][] values, AtomicInteger readings)
    implements DataSet {

  /** One column of codes. */
  @FunctionalInterface
  interface Column {
    double at(int row);
  }

  /** As many examples as the factors have values, with factors named a, b, …. */
  static KnownCodes of(int[][] values, Column... columns) {
    List<Factor> factors =
        IntStream.range(0, values.length)
            .mapToObj(i -> new Factor(Character.toString('a' + i), names(values[i])))
            .toList();
    return of(factors, values, values[0].length, columns);
  }

  static KnownCodes of(List<Factor> factors, int[][] values, int size, Column... columns) {
    Tensor codes = Tensor.zeros(size, columns.length);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < columns.length; column++) {
        codes.data()[row * columns.length + column] = (float) columns[column].at(row);
      }
    }
    return new KnownCodes(new RowsData(codes), factors, values, new AtomicInteger());
  }

  /** Independent factors with these numbers of values, all equally likely. */
  static int[][] independent(int size, RandomStream random, int... counts) {
    return Arrays.stream(counts)
        .mapToObj(count -> IntStream.range(0, size).map(i -> random.nextInt(count)).toArray())
        .toArray(int[][]::new);
  }

  /** The codes are the factors, one each. */
  static KnownCodes perfect(int[][] values) {
    return of(
        values, Arrays.stream(values).map(v -> (Column) row -> v[row]).toArray(Column[]::new));
  }

  /** The first two factors in two dimensions, turned by 45 degrees. */
  static KnownCodes turned(int[][] values) {
    return of(
        new int[][] {values[0], values[1]},
        row -> values[0][row] + values[1][row],
        row -> values[0][row] - values[1][row]);
  }

  /** Codes that have nothing to do with the factors. */
  static KnownCodes noise(int[][] values, int latent, RandomStream random) {
    Column[] columns = new Column[latent];
    Arrays.fill(columns, (Column) row -> random.nextGaussian());
    return of(values, columns);
  }

  Estimate estimate(Estimator estimator, long seed) {
    int latent = codes.rows().columns();
    ComposedModel model =
        ComposedModel.of(
            x -> new PointPosterior(x),
            z -> z,
            StandardNormalPrior.of(latent),
            GaussianLikelihood.unitVariance(latent, GaussianMean.IDENTITY));
    return new Evaluator(Engines.FUSED, 100, List.of(estimator))
        .evaluate(model, this, RandomStreams.seeded(seed))
        .get(estimator.metrics().get(0));
  }

  private static List<String> names(int[] values) {
    int count = Arrays.stream(values).max().orElseThrow() + 1;
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Override
  public int size() {
    return codes.size();
  }

  @Override
  public DataShape shape() {
    return codes.shape();
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    readings.addAndGet(to - from);
    codes.read(rows, from, to, into, random);
  }

  @Override
  public int factor(int row, int factor) {
    return values[factor][row];
  }

  @Override
  public String fingerprint() {
    return "known codes";
  }
}
