package org.latent4j.evaluation.samples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Distances;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.ExampleMean;
import org.latent4j.evaluation.SampleMean;
import org.latent4j.evaluation.Subject;
import org.latent4j.evaluation.generation.Generator;

/**
 * {@code parzen}: ln p̂(x) in nats per example, where p̂ is an equal mixture of N(x; sⱼ, σ² I)
 * around S samples of the model. As in the papers that report it (Goodfellow et al., 2014; Makhzani
 * et al., 2015) the samples are the means E[x|z] for z ~ p(z), and σ is the one with the highest
 * mean log density of validation examples.
 *
 * <p>It is there to stand beside those papers. It ranks models wrongly (Theis, van den Oord and
 * Bethge, 2016; Wu et al., 2017), and its settings say so.
 *
 * <p>σ is one of a logarithmic grid that cannot miss the maximum: where the derivative by σ
 * vanishes, d σ² is a weighted mean of the squared distances of validation examples from samples,
 * so σ lies between the root mean square of the distances from the nearest samples and that of all
 * distances, over √d.
 *
 * <p>The standard error is over the examples; samples and σ are as they are.
 */
public final class ParzenWindow implements Estimator {
  private static final int GRID = 20;
  private static final double NARROWEST = 1e-3;

  private final int samples;
  private final DataSet validation;
  private final int validationExamples;

  /**
   * An estimator from this many samples.
   *
   * @param samples S, at least 1; 10,000 in the papers
   * @param validation to choose σ by, of the shape of the data evaluated
   * @param validationExamples how many of them are used, at most, at least 1
   */
  public ParzenWindow(int samples, DataSet validation, int validationExamples) {
    if (samples < 1 || validationExamples < 1) {
      throw new IllegalArgumentException(
          "a Parzen window on " + samples + " samples and " + validationExamples + " examples");
    }
    this.samples = samples;
    this.validation = validation;
    this.validationExamples = validationExamples;
  }

  @Override
  public List<String> metrics() {
    return List.of("parzen");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    return Map.of("parzen", parzen(subject, random));
  }

  private Estimate parzen(Subject subject, RandomStream random) {
    int size = validation.size();
    if (size == 0) {
      return Estimate.absent("σ is chosen on validation examples, and the data has none");
    }
    Tensor means = means(subject, random.split("samples"));
    int[] rows =
        Arrays.copyOf(
            random.split("examples").permutation(size), Math.min(validationExamples, size));
    double[] grid;
    double sigma;
    try (Subject chooser = subject.on(validation, random.split("validation"))) {
      grid = grid(chooser, rows, means);
      if (!(grid[0] > 0)) {
        return Estimate.absent(
            "there is no width to choose: every sample is the same as every validation example");
      }
      sigma = best(chooser, rows, means, grid);
    }
    ExampleMean density =
        logDensities(
            subject,
            IntStream.range(0, subject.data().size()).toArray(),
            means,
            new double[] {sigma})[0];
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("samples", samples);
    settings.put("sample", "mean E[x|z], z ~ p(z)");
    settings.put("sigma", sigma);
    settings.put("sigma_least", grid[0]);
    settings.put("sigma_greatest", grid[grid.length - 1]);
    settings.put("validation_examples", rows.length);
    settings.put(ERROR_EXCLUDES, "the draws of the samples, and the choice of sigma");
    settings.put(
        "note",
        "what older papers report, for comparison with them alone: it ranks models wrongly (Wu et"
            + " al., 2017)");
    BaseMeasure.ofDensity(subject.data()).describe(BaseMeasure.Figure.LOG_DENSITY, settings);
    return density.estimate(settings);
  }

  private Tensor means(Subject subject, RandomStream random) {
    try (Generator generator =
        new Generator(subject.model(), subject.engine(), subject.batchSize())) {
      return generator.mean(generator.prior(samples, random));
    }
  }

  /** The widths to choose from, ascending. */
  private static double[] grid(Subject subject, int[] rows, Tensor means) {
    SampleMean nearest = new SampleMean();
    SampleMean all = new SampleMean();
    forEachRow(
        subject,
        rows,
        means,
        squares -> {
          nearest.add(squares.stream().min().orElseThrow());
          all.add(squares.stream().average().orElseThrow());
        });
    double greatest = Math.sqrt(all.mean() / means.columns());
    double least = Math.max(Math.sqrt(nearest.mean() / means.columns()), NARROWEST * greatest);
    return IntStream.range(0, GRID)
        .mapToDouble(i -> least * Math.pow(greatest / least, i / (GRID - 1.0)))
        .toArray();
  }

  private static double best(Subject subject, int[] rows, Tensor means, double[] grid) {
    ExampleMean[] densities = logDensities(subject, rows, means, grid);
    int best = 0;
    for (int i = 1; i < grid.length; i++) {
      if (densities[i].mean() > densities[best].mean()) {
        best = i;
      }
    }
    return grid[best];
  }

  /** Over the examples, for each width. */
  private static ExampleMean[] logDensities(
      Subject subject, int[] rows, Tensor means, double[] widths) {
    ExampleMean[] densities = new ExampleMean[widths.length];
    Arrays.setAll(densities, i -> new ExampleMean());
    forEachRow(
        subject,
        rows,
        means,
        squares -> {
          for (int i = 0; i < widths.length; i++) {
            densities[i].add(squares.logDensity(widths[i], means.columns()));
          }
        });
    return densities;
  }

  private static void forEachRow(Subject subject, int[] rows, Tensor means, RowVisitor visitor) {
    subject.forEachBatch(
        rows,
        batch -> {
          Tensor squares =
              Distances.squared(batch.onTape(), subject.tape().constant(means)).value();
          for (int i = 0; i < batch.size(); i++) {
            visitor.visit(new Squares(squares, i));
          }
        });
  }

  @FunctionalInterface
  private interface RowVisitor {
    void visit(Squares squares);
  }

  /** An example's squared distances from the samples. */
  private record Squares(Tensor ofBatch, int row) {
    DoubleStream stream() {
      return IntStream.range(0, ofBatch.columns()).mapToDouble(j -> ofBatch.at(row, j));
    }

    /** ln 1/S Σⱼ N(x; sⱼ, σ² I). */
    double logDensity(double sigma, int features) {
      double factor = -1 / (2 * sigma * sigma);
      double least = stream().min().orElseThrow();
      double kernels = stream().map(square -> Math.exp(factor * (square - least))).sum();
      return factor * least
          + Math.log(kernels / ofBatch.columns())
          - features * (Math.log(sigma) + 0.5 * Math.log(2 * Math.PI));
    }
  }
}
