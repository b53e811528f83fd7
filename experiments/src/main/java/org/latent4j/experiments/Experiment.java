package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.latent4j.api.Latent4jException;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.runtime.storage.FolderLock;
import org.latent4j.training.TrainingListener;

/**
 * One training from a configuration: opens the data, composes the model, trains, evaluates on the
 * test examples, and leaves model, metrics, provenance and report in a folder.
 *
 * <pre>{@code
 * Configuration configuration =
 *     Configuration.empty().with("data.type", "mnist").with("data.directory", "data");
 * Report report =
 *     Experiment.train(Catalog.discover(), configuration, Path.of("run"), ExperimentListener.NONE);
 * }</pre>
 */
public final class Experiment {
  private final Workbench bench;
  private final ExperimentSettings settings;
  private final Run run;
  private final String model;
  private final Path folder;
  private final String title;

  Experiment(Workbench bench, ExperimentSettings settings, Path folder, String title) {
    this.bench = bench;
    this.settings = settings;
    this.run = new Run(bench, settings, folder);
    this.model = settings.composition().model().type();
    this.folder = folder;
    this.title = title;
  }

  /**
   * Trains a model.
   *
   * @param folder new or empty
   * @throws Latent4jException if something that is needed is absent, wrong or does not fit, or the
   *     folder cannot be written to
   */
  public static Report train(
      Catalog catalog, Configuration configuration, Path folder, ExperimentListener listener) {
    ExperimentSettings.requireOneModel(configuration);
    return NewFolder.during(
        folder,
        () -> {
          RunFolder.prepare(folder);
          return run(catalog, configuration, folder, listener);
        });
  }

  /**
   * Goes on with a training that was interrupted, or trains further, from its last checkpoint.
   *
   * @param epochs how far it is to go; empty for as far as was planned
   * @param directory where data sets known by name lie now; empty for where they lay then
   * @throws Latent4jException if the folder holds no run, or as {@link #train} does
   */
  public static Report resume(
      Catalog catalog,
      Path folder,
      OptionalInt epochs,
      Optional<Path> directory,
      ExperimentListener listener) {
    return run(catalog, changed(configuration(folder), epochs, directory), folder, listener);
  }

  /**
   * The configuration of the run in a folder, every option written out.
   *
   * @throws Latent4jException if it holds none
   */
  public static Configuration configuration(Path folder) {
    if (!RunFolder.isRun(folder)) {
      throw new Latent4jException(
          folder
              + " is no folder of a run: it has no "
              + Provenance.FILE
              + "; give the folder that a training wrote");
    }
    return Configuration.empty().with(Provenance.read(folder).configuration());
  }

  static Configuration changed(
      Configuration configuration, OptionalInt epochs, Optional<Path> directory) {
    Configuration changed = configuration;
    if (epochs.isPresent()) {
      changed = changed.with("training.epochs", epochs.getAsInt());
    }
    return directory.isPresent()
        ? changed.with("data.directory", directory.get().toString())
        : changed;
  }

  private static Report run(
      Catalog catalog, Configuration configuration, Path folder, ExperimentListener listener) {
    ExperimentSettings settings = ExperimentSettings.of(configuration);
    try (Workbench bench = Workbench.open(catalog, settings)) {
      String title = settings.composition().model().type();
      Experiment experiment = new Experiment(bench, settings, folder, title);
      experiment.run.check();
      return experiment.complete(new Reports(bench), 1, 1, folder, listener).report();
    }
  }

  /** A training that has ended, and its report. */
  record Completed(TrainedModel trained, Report report) {}

  /**
   * Trains, from the checkpoint if there is one, and writes the folder's report.
   *
   * @param number which of the runs it is, from 1
   * @param count how many runs there are
   * @param resumable the folder by which the user can go on with it
   * @throws Latent4jException if another process is working in the run's folder, or as {@link
   *     #train} does
   */
  @SuppressWarnings("try") // the lock is there to be held, not to be used
  Completed complete(
      Reports reports, int number, int count, Path resumable, ExperimentListener listener) {
    try (FolderLock lock = RunFolder.take(folder)) {
      return trainedAndReported(
          reports, listener.begins(title, number, count, resumable), listener);
    }
  }

  private Completed trainedAndReported(
      Reports reports, TrainingListener steps, ExperimentListener listener) {
    TrainedModel trained =
        RunFolder.hasCheckpoint(folder) ? run.resume(steps, listener) : run.train(steps, listener);
    listener.ended(trained);
    StoredEvaluation.of(
            Checksum.of(folder.resolve(ModelFolder.WEIGHTS)),
            Split.TEST.word(),
            Provenance.read(folder).data().test().sha256(),
            trained.seed(),
            trained.trainSeconds(),
            trained.evaluation())
        .write(folder);
    return reported(reports, trained);
  }

  private Completed reported(Reports reports, TrainedModel trained) {
    Report report = report(reports, trained);
    Reports.write(report, folder);
    return new Completed(trained, report);
  }

  /**
   * Estimates the settings' metrics of the run, which has ended, and writes its report anew with
   * them and those it has.
   *
   * @throws Latent4jException if another process is working in the run's folder, it has not ended,
   *     or its data is not there as it was
   */
  @SuppressWarnings("try") // the lock is there to be held, not to be used
  Completed evaluate(Reports reports, EvaluationListener listener) {
    SavedRun.requireEnded(folder);
    try (FolderLock lock = RunFolder.take(folder)) {
      AddedMetrics added =
          new AddedMetrics(
              bench, folder, ModelFolder.load(folder, bench.catalog()), settings.evaluation());
      return reported(reports, added.keep(added.estimate(listener), listener));
    }
  }

  /**
   * Puts what was estimated of the run, which has ended, beside what it has, and writes its report
   * anew.
   *
   * @param found estimated on the run's test examples with the run's seed
   */
  @SuppressWarnings("try") // the lock is there to be held, not to be used
  void keep(ComposedModel trained, Evaluation found, EvaluationListener listener) {
    try (FolderLock lock = RunFolder.take(folder)) {
      AddedMetrics added = new AddedMetrics(bench, folder, trained, settings.evaluation());
      reported(new Reports(bench), added.keep(found, listener));
    }
  }

  private Report report(Reports reports, TrainedModel trained) {
    Provenance provenance = Provenance.read(folder);
    return reports.report(
        title + " on " + provenance.data().name(),
        "Trained with seed "
            + trained.seed()
            + "; evaluated on examples that it was not trained on.",
        List.of(reports.result(model, trained)),
        provenance);
  }
}
