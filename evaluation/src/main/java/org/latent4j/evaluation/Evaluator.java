package org.latent4j.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;

/**
 * Runs estimators over a model and a data set. Each estimator draws from a stream split off under
 * its metrics' names, so that adding one changes no number of the others.
 */
public final class Evaluator {
  private static final int BATCH = 200;
  private static final int MMD_EXAMPLES = 2_000;

  private final Engine engine;
  private final int batchSize;
  private final List<Estimator> estimators;
  private final List<String> metrics;

  /**
   * An evaluator with these estimators, which gives all their metrics.
   *
   * @param batchSize examples processed at a time, at least 1
   */
  public Evaluator(Engine engine, int batchSize, List<Estimator> estimators) {
    this(
        engine,
        batchSize,
        estimators,
        estimators.stream().flatMap(estimator -> estimator.metrics().stream()).toList());
  }

  /**
   * An evaluator with these estimators, which gives some of their metrics.
   *
   * @param metrics their names
   */
  public Evaluator(Engine engine, int batchSize, List<Estimator> estimators, List<String> metrics) {
    this.engine = engine;
    this.batchSize = batchSize;
    this.estimators = List.copyOf(estimators);
    this.metrics = List.copyOf(metrics);
  }

  /**
   * An evaluator of {@code elbo}, {@code distortion}, {@code rate}, {@code reconstruction_mse},
   * {@code active_units}, {@code mmd} (from at most 2,000 examples) and {@code parameters}.
   *
   * @param elboSamples draws from q(z|x) for each example, at least 1
   */
  public static Evaluator standard(Engine engine, int elboSamples) {
    return new Evaluator(
        engine,
        BATCH,
        List.of(
            new EvidenceLowerBound(elboSamples),
            new ReconstructionError(),
            new ActiveUnits(),
            new MaximumMeanDiscrepancy(MMD_EXAMPLES),
            new ParameterCount()));
  }

  /**
   * Evaluates a model on examples it was not trained on. Where features were rescaled as they were
   * read ({@link DataSet#unit}), a metric that depends on their units comes a second time, under
   * its name and {@code _in_source_units}.
   *
   * @param random the same stream gives the same numbers
   * @throws Latent4jException if the data is empty or of another size than the model takes
   */
  public Evaluation evaluate(Model model, DataSet data, RandomStream random) {
    return evaluate(model, data, random, EvaluationListener.NONE);
  }

  /**
   * Evaluates a model on examples it was not trained on.
   *
   * @param random the same stream gives the same numbers
   * @param listener is told of each estimator before it runs
   * @throws EvaluationStoppedException if the thread is interrupted
   * @throws Latent4jException if the data is empty or of another size than the model takes
   */
  public Evaluation evaluate(
      Model model, DataSet data, RandomStream random, EvaluationListener listener) {
    check(model, data);
    int number = 0;
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    Engine.Session session = engine.session();
    try (session;
        Subject subject = new Subject(model, data, engine, batchSize, random.split("data"))) {
      for (Estimator estimator : estimators) {
        number++;
        EvaluationStoppedException.ifInterrupted();
        listener.begins(
            estimator.metrics().stream().filter(metrics::contains).toList(),
            number,
            estimators.size());
        RandomStream own = random.split(String.join(",", estimator.metrics()));
        Map<String, Estimate> found = estimator.estimate(subject, own);
        for (String metric : estimator.metrics()) {
          if (metrics.contains(metric)) {
            Estimate estimate = Objects.requireNonNull(found.get(metric), metric);
            estimates.put(metric, estimate);
            BaseMeasure.inSourceUnits(estimate)
                .ifPresent(
                    rescaled -> estimates.put(BaseMeasure.nameInSourceUnits(metric), rescaled));
          }
        }
      }
    }
    return new Evaluation(data.size(), estimates);
  }

  private static void check(Model model, DataSet data) {
    if (data.size() == 0) {
      throw new Latent4jException(
          "evaluation: the data set has no examples; at least one is needed, so give another split");
    }
    if (data.shape().features() != model.likelihood().features()) {
      throw new Latent4jException(
          "evaluation: the data is a "
              + data.shape()
              + " with "
              + data.shape().features()
              + " features, but the model was made for "
              + model.likelihood().features()
              + "; evaluate on data of the shape it was trained on");
    }
  }
}
