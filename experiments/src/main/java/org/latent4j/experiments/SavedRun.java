package org.latent4j.experiments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.report.DataSummary;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.storage.RegularFiles;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.MetricsLog;
import org.latent4j.training.ShapeCheck;
import org.latent4j.training.SupportCheck;

/**
 * A trained model in its folder. A folder with nothing but {@code model.json} and {@code
 * weights.safetensors} will do; the data it was trained on is then unknown.
 */
public final class SavedRun {
  private final Path folder;
  private final ComposedModel model;
  private final Configuration configuration;

  private SavedRun(Path folder, ComposedModel model, Configuration configuration) {
    this.folder = folder;
    this.model = model;
    this.configuration = configuration;
  }

  /**
   * Opens a folder.
   *
   * @throws Latent4jException if it holds no trained model, or a link, or the model needs a plugin
   *     that is absent
   */
  public static SavedRun open(Catalog catalog, Path folder) {
    requireEnded(folder);
    if (RunFolder.hasModel(folder)) {
      RegularFiles.requireNoLinks(folder);
    }
    return new SavedRun(
        folder,
        ModelFolder.load(folder, catalog),
        RunFolder.isRun(folder) ? Experiment.configuration(folder) : Configuration.empty());
  }

  /**
   * Sees that a folder holds no training that is still under way, nor a comparison.
   *
   * @throws Latent4jException if it does
   */
  static void requireEnded(Path folder) {
    if (RunFolder.isRun(folder) && !RunFolder.hasModel(folder)) {
      throw new Latent4jException(
          folder
              + " holds a training that has not ended, and so no model yet; end it with latent4j"
              + " resume "
              + folder);
    }
    if (RunFolder.isComparison(folder)) {
      throw new Latent4jException(
          folder
              + " holds a comparison; give the folder of one of its runs, such as "
              + folder.resolve("vae").resolve("seed-1"));
    }
  }

  public Path folder() {
    return folder;
  }

  public ComposedModel model() {
    return model;
  }

  /** What it was trained with, every option written out; empty if that is unknown. */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * Holds data against the model.
   *
   * @throws Latent4jException if it has another shape, or values that the likelihood gives no
   *     density to
   */
  public void check(DataSplits data) {
    ShapeCheck.check(data, model.model());
    SupportCheck.check(data, model.model().likelihood(), RandomStreams.seeded(0).split("support"));
  }

  /**
   * Evaluates the model on examples.
   *
   * @param bench its engine does the arithmetic
   * @param split the part of the bench's data
   * @param seed for what the evaluation draws
   * @param listener is told of each estimator before it runs
   * @return a report without pictures: the metrics
   * @throws Latent4jException if the data does not fit the model, or has no examples in that part
   */
  public Report evaluate(
      Workbench bench,
      Split split,
      EvaluationSettings settings,
      long seed,
      EvaluationListener listener) {
    check(bench.data());
    Evaluation evaluation =
        Run.evaluate(bench, model, split.of(bench.data()), settings, seed, listener);
    List<EpochMetrics> history =
        Files.exists(folder.resolve(MetricsLog.FILE_NAME)) ? MetricsLog.read(folder) : List.of();
    TrainedModel trained =
        new TrainedModel(model, seed, evaluation, trainSeconds(history), history, restoredBest());
    String name = model.composition().model().type();
    return new Report(
        name + " on " + bench.data().name(),
        "Evaluated on the " + split.word() + " examples.",
        DataSummary.of(bench.data()),
        Optional.empty(),
        List.of(
            new ModelResult(
                name,
                Reports.description(trained),
                List.of(Reports.seed(trained)),
                Optional.empty(),
                Optional.empty())),
        List.of(),
        List.of());
  }

  private boolean restoredBest() {
    return ExperimentSettings.of(configuration).trainingSettings().restoreBest();
  }

  private static OptionalDouble trainSeconds(List<EpochMetrics> history) {
    return history.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(history.stream().mapToDouble(EpochMetrics::seconds).sum());
  }
}
