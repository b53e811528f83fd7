package org.latent4j.experiments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.report.DataSummary;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SeedResult;
import org.latent4j.report.json.MetricsDocument;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.runtime.storage.Json;
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
  private final Catalog catalog;
  private final Path folder;
  private final ComposedModel model;
  private final Optional<Provenance> provenance;

  private SavedRun(
      Catalog catalog, Path folder, ComposedModel model, Optional<Provenance> provenance) {
    this.catalog = catalog;
    this.folder = folder;
    this.model = model;
    this.provenance = provenance;
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
        catalog,
        folder,
        ModelFolder.load(folder, catalog),
        RunFolder.isRun(folder) ? Optional.of(Provenance.read(folder)) : Optional.empty());
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
    return provenance
        .map(record -> Configuration.empty().with(record.configuration()))
        .orElse(Configuration.empty());
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
   * Holds a part of the data against what the model was trained on. The run's own parts are what
   * they were; any other part may hold training examples: of another split of the same data, or in
   * another file.
   *
   * @return what is to be said of it, in a sentence each; nothing if all is as it should be
   * @throws Latent4jException if the model was trained on examples of it, unless it is the training
   *     part that is asked for
   */
  public List<String> remarksOn(DataSplits data, Split split) {
    DataSet examples = split.of(data);
    if (split != Split.TRAIN && isOwn(examples, split)) {
      return List.of();
    }
    Optional<TrainingExamples> known = TrainingExamples.read(folder);
    if (known.isEmpty()) {
      if (provenance.isEmpty()) {
        return List.of(unknown("the folder holds no record of its training", split));
      }
      try {
        known = Optional.of(readAgain(provenance.get().data().train(), data));
      } catch (Latent4jException e) {
        return List.of(unknown("they cannot be read again: " + e.getMessage(), split));
      }
    }
    int count = known.get().count(examples);
    if (count == 0) {
      return List.of();
    }
    String words =
        String.format(
            Locale.ROOT,
            "%,d of these %,d %s examples are ones that the model was trained on",
            count,
            examples.size(),
            split.word());
    if (split == Split.TRAIN) {
      return List.of(words + ": what is measured on them does not hold for new ones");
    }
    throw new Latent4jException(
        folder
            + ": "
            + words
            + ", so that they say nothing of new ones; leave out what splits the data otherwise"
            + " (data.seed, data.train, data.validation, data.test), give data that is new to the"
            + " model, or ask for --split train, which may hold such examples");
  }

  private String unknown(String reason, Split split) {
    return "which examples the model was trained on is not known ("
        + reason
        + "), so nobody can say whether the "
        + split.word()
        + " examples are new to it";
  }

  private boolean isOwn(DataSet examples, Split split) {
    return provenance
        .map(record -> part(record.data(), split).sha256().equals(examples.fingerprint()))
        .orElse(false);
  }

  private static Provenance.Part part(Provenance.Data data, Split split) {
    return switch (split) {
      case TRAIN -> data.train();
      case VALIDATION -> data.validation();
      case TEST -> data.test();
    };
  }

  /**
   * Of a run that has no record of them: from its data, opened as it was then.
   *
   * @throws Latent4jException if it is not there any more, or has changed
   */
  private TrainingExamples readAgain(Provenance.Part recorded, DataSplits now) {
    if (now.train().fingerprint().equals(recorded.sha256())) {
      return TrainingExamples.of(now.train());
    }
    DataSet then = ExperimentSettings.of(configuration()).data().open(catalog).train();
    if (!then.fingerprint().equals(recorded.sha256())) {
      throw new Latent4jException("the run's data has changed since");
    }
    return TrainingExamples.of(then);
  }

  /**
   * Evaluates the model on examples. What there is to say of them, see {@link #remarksOn}, is among
   * the report's limits.
   *
   * @param bench its engine does the arithmetic
   * @param split the part of the bench's data
   * @param seed for what the evaluation draws
   * @param listener is told of each estimator before it runs
   * @return a report without pictures: the metrics
   * @throws Latent4jException if the data does not fit the model, or has no examples in that part,
   *     or some that the model was trained on and the training part is not asked for
   */
  public Report evaluate(
      Workbench bench,
      Split split,
      EvaluationSettings settings,
      long seed,
      EvaluationListener listener) {
    check(bench.data());
    List<String> remarks = remarksOn(bench.data(), split);
    Evaluation evaluation =
        Run.evaluate(bench, model, split.of(bench.data()), settings, seed, listener);
    return report(bench, split, seed, evaluation, remarks);
  }

  private Report report(
      Workbench bench, Split split, long seed, Evaluation evaluation, List<String> remarks) {
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
        remarks);
  }

  private boolean restoredBest() {
    return ExperimentSettings.of(configuration()).trainingSettings().restoreBest();
  }

  /** What the run's evaluation draws from; 1 if it is unknown. */
  public long seed() {
    return provenance.map(Provenance::seed).orElse(1L);
  }

  /**
   * Whether an evaluation is one that the run's own report may have beside its other metrics: on
   * the run's test examples, with its other parts and its seed.
   */
  public boolean isOwn(DataSplits data, Split split, long seed) {
    return split == Split.TEST
        && provenance
            .map(record -> record.seed() == seed && AddedMetrics.isSame(record.data(), data))
            .orElse(false);
  }

  /**
   * Puts metrics beside those that the run has: in its {@code metrics.json} and {@code
   * report.html}. Metrics of the same name are replaced, all others stay.
   *
   * @param settings those that the metrics were estimated by
   * @param report of an evaluation that is the run's {@linkplain #isOwn own}
   * @param listener is told what is estimated again, since the run has it but did not keep it, or
   *     by other settings
   * @throws Latent4jException if another process is working in the folder, or it cannot be written
   *     to
   */
  public void keep(
      Workbench bench, ExperimentSettings settings, Report report, EvaluationListener listener) {
    SeedResult found = report.models().get(0).seeds().get(0);
    if (!isOwn(bench.data(), Split.TEST, found.seed())) {
      throw new IllegalArgumentException("the evaluation is not one of the run's own examples");
    }
    new Experiment(bench, settings, folder, model.composition().model().type())
        .keep(model, found.evaluation(), listener);
  }

  /**
   * Writes an evaluation into a folder of its own. Where that has metrics of the same model,
   * examples and seed, they stay, but those of the same name.
   *
   * @return the report with all metrics that the folder has now, and whether others gave way
   * @throws Latent4jException if the folder is one of a run or a comparison, or cannot be written
   *     to
   */
  public Written write(Workbench bench, Split split, Report report, Path other) {
    requireNoRun(other);
    SeedResult found = report.models().get(0).seeds().get(0);
    StoredEvaluation fresh =
        StoredEvaluation.of(
            Checksum.of(folder.resolve(ModelFolder.WEIGHTS)),
            split.word(),
            split.of(bench.data()).fingerprint(),
            found.seed(),
            found.trainSeconds(),
            found.evaluation());
    Optional<StoredEvaluation> before = StoredEvaluation.read(other);
    boolean replaced =
        Files.exists(other.resolve(RunFolder.METRICS)) && before.filter(fresh::isAlike).isEmpty();
    StoredEvaluation all =
        before.filter(fresh::isAlike).map(b -> b.with(fresh.evaluation())).orElse(fresh);
    Report whole = report(bench, split, found.seed(), all.evaluation(), report.limits());
    all.write(other);
    Json.write(other.resolve(RunFolder.METRICS), MetricsDocument.ofEvaluation(whole));
    return new Written(whole, replaced);
  }

  /**
   * An evaluation that was written.
   *
   * @param report all metrics that the folder has now
   * @param replaced whether the folder had metrics of something else, which gave way
   */
  public record Written(Report report, boolean replaced) {}

  /**
   * Sees that a folder is none of a run or a comparison, whose metrics are of its own examples.
   *
   * @throws Latent4jException if it is
   */
  public static void requireNoRun(Path other) {
    if (RunFolder.isRun(other) || RunFolder.isComparison(other)) {
      throw new Latent4jException(
          other
              + " is the folder of a run: its metrics.json has metrics of its own test examples with"
              + " its own seed, beside which these cannot stand; choose another folder with --out");
    }
  }

  static OptionalDouble trainSeconds(List<EpochMetrics> history) {
    return history.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(history.stream().mapToDouble(EpochMetrics::seconds).sum());
  }
}
