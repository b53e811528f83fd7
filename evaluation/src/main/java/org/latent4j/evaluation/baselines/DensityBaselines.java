package org.latent4j.evaluation.baselines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.ExampleMean;
import org.latent4j.evaluation.Subject;

/**
 * What densities without any latent variable say of the examples evaluated, in nats per example: a
 * model of a table that does not beat them has not earned its networks.
 *
 * <ul>
 *   <li>{@code gaussian_baseline}: one normal distribution with full covariance, fitted to the
 *       training examples by maximum likelihood;
 *   <li>{@code mixture_baseline}: a mixture of normal distributions with full covariances, fitted
 *       by expectation maximisation, with the number of components, of {@code candidates}, that
 *       gives the validation examples the highest density.
 * </ul>
 *
 * <p>For features on the whole real line, at most {@value #MOST_FEATURES} of them; others have no
 * density that could be compared. Standard errors are over examples.
 */
public final class DensityBaselines implements Estimator {
  private static final String GAUSSIAN = "gaussian_baseline";
  private static final String MIXTURE = "mixture_baseline";
  private static final int MOST_FEATURES = 64;
  private static final int MOST_EXAMPLES = 20_000;
  private static final List<Integer> CANDIDATES = List.of(2, 3, 5, 8, 12, 20);

  private final DataSet training;
  private final DataSet validation;

  /**
   * Baselines of the data's own distribution; the model evaluated has no part in them.
   *
   * @param training to fit to
   * @param validation to choose the number of components by
   */
  public DensityBaselines(DataSet training, DataSet validation) {
    this.training = training;
    this.validation = validation;
  }

  @Override
  public List<String> metrics() {
    return List.of(GAUSSIAN, MIXTURE);
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    Optional<String> unfit = unfit(subject);
    if (unfit.isPresent()) {
      Estimate absent = Estimate.absent(unfit.get());
      return Map.of(GAUSSIAN, absent, MIXTURE, absent);
    }
    double[][] learned;
    double[][] chosenBy;
    try (Subject fitted = subject.on(training, random.split("training"));
        Subject held = subject.on(validation, random.split("validation"))) {
      learned = rows(fitted);
      chosenBy = rows(held);
    }
    Scaling scaling = Scaling.of(learned);
    double[][] scaled = scaling.apply(learned);
    double[][] evaluated = scaling.apply(rows(subject));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("training_examples", learned.length);
    BaseMeasure.ofDensity(subject.data()).describe(BaseMeasure.Figure.LOG_DENSITY, settings);
    settings.put(ERROR_EXCLUDES, "the fit, that is which examples it was learned and chosen from");
    return Map.of(
        GAUSSIAN,
        gaussian(scaled, evaluated, scaling, settings),
        MIXTURE,
        mixture(scaled, scaling.apply(chosenBy), evaluated, scaling, settings));
  }

  private Optional<String> unfit(Subject subject) {
    Likelihood likelihood = subject.model().likelihood();
    int features = likelihood.features();
    if (features > MOST_FEATURES) {
      return Optional.of(
          "the data has "
              + features
              + " features; a full covariance is fitted to "
              + MOST_FEATURES);
    }
    boolean real =
        IntStream.range(0, features)
            .mapToObj(likelihood::support)
            .allMatch(
                support ->
                    support.low() == Double.NEGATIVE_INFINITY
                        && support.high() == Double.POSITIVE_INFINITY);
    if (!real) {
      return Optional.of(
          "the model's likelihood is not for features on the whole real line, so that a normal"
              + " density is of another kind than the model's");
    }
    int least = 2 * (features + 1);
    return training.size() < least
        ? Optional.of(
            training.size() + " training examples are too few; at least " + least + " are needed")
        : Optional.empty();
  }

  private static Estimate gaussian(
      double[][] scaled, double[][] evaluated, Scaling scaling, Map<String, Object> settings) {
    return NormalMixture.fit(scaled, 1)
        .map(normal -> estimate(normal, evaluated, scaling, settings))
        .orElse(
            Estimate.absent(
                "the covariance of the training examples is singular: a column is constant, or"
                    + " depends on others"));
  }

  private static Estimate mixture(
      double[][] scaled,
      double[][] held,
      double[][] evaluated,
      Scaling scaling,
      Map<String, Object> settings) {
    if (held.length == 0) {
      return Estimate.absent(
          "the number of components is chosen on validation examples, and the data has none");
    }
    double best = Double.NEGATIVE_INFINITY;
    Optional<NormalMixture> chosen = Optional.empty();
    Map<String, Object> shown = new LinkedHashMap<>(settings);
    for (int count : CANDIDATES) {
      Optional<NormalMixture> fitted = fitted(scaled, count);
      double density = fitted.map(mixture -> mixture.meanLogDensity(held)).orElse(best);
      if (density > best) {
        best = density;
        chosen = fitted;
        shown.put("components", count);
      }
    }
    shown.put("candidates", CANDIDATES);
    return chosen
        .map(mixture -> estimate(mixture, evaluated, scaling, shown))
        .orElse(Estimate.absent("no mixture could be fitted: components shrink to a point"));
  }

  /** Empty also where examples are too few. */
  private static Optional<NormalMixture> fitted(double[][] rows, int count) {
    return rows.length < 2 * count * (rows[0].length + 1)
        ? Optional.empty()
        : NormalMixture.fit(rows, count);
  }

  private static Estimate estimate(
      NormalMixture mixture, double[][] rows, Scaling scaling, Map<String, Object> settings) {
    ExampleMean mean = new ExampleMean();
    for (double[] row : rows) {
      mean.add(mixture.logDensity(row) - scaling.logVolume());
    }
    return mean.estimate(settings);
  }

  private static double[][] rows(Subject subject) {
    int columns = subject.data().shape().features();
    int[] indices = IntStream.range(0, Math.min(subject.data().size(), MOST_EXAMPLES)).toArray();
    double[][] rows = new double[indices.length][columns];
    subject.forEachBatch(
        indices,
        batch -> {
          for (int i = 0; i < batch.size(); i++) {
            for (int k = 0; k < columns; k++) {
              rows[batch.from() + i][k] = batch.examples().at(i, k);
            }
          }
        });
    return rows;
  }
}
