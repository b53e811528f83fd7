package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.evaluation.catalog.Estimators;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.Composer;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.MetricsLog;
import org.latent4j.training.ShapeCheck;
import org.latent4j.training.Trainer;
import org.latent4j.training.TrainingListener;
import org.latent4j.training.TrainingResult;
import org.latent4j.training.TrainingSettings;

/**
 * One model trained with one seed, and the folder that keeps all of it: {@code provenance.json},
 * {@code metrics.jsonl} and {@code checkpoint/} from the start, {@code model.json} and {@code
 * weights.safetensors} when the training has ended.
 */
final class Run {
  private final Workbench bench;
  private final ExperimentSettings settings;
  private final TrainingSettings training;
  private final RandomStream random;
  private final Path folder;
  private final PhaseOptimizers optimizers;

  /**
   * A run.
   *
   * @param settings its data and engine are those of the workbench already
   */
  Run(Workbench bench, ExperimentSettings settings, Path folder) {
    this.bench = bench;
    this.settings = settings;
    this.training = settings.trainingSettings();
    this.random = RandomStreams.seeded(training.seed());
    this.folder = folder;
    this.optimizers = new PhaseOptimizers(bench.catalog(), bench.engine(), settings.optimizer());
  }

  /**
   * Makes everything that the run is composed of, and lets go of it: what is wrong is better known
   * before hours of training than after.
   */
  void check() {
    ComposedModel model = compose();
    optimizers.check(model.model().phases());
    ShapeCheck.check(bench.data(), model.model());
    if (bench.data().test().size() == 0) {
      throw new Latent4jException(
          "data '"
              + bench.data().name()
              + "' has no test examples to evaluate a model on; split some off (data.test)");
    }
  }

  /**
   * Trains from the start, and evaluates.
   *
   * @param steps is told how the training goes
   * @param listener is asked who is told how the evaluation goes
   */
  TrainedModel train(TrainingListener steps, ExperimentListener listener) {
    ComposedModel model = compose();
    record(provenance(model));
    return trained(model, trainer(steps).train(model.model()), listener);
  }

  /** Goes on from the checkpoint; otherwise as {@link #train}. */
  TrainedModel resume(TrainingListener steps, ExperimentListener listener) {
    ComposedModel model = compose();
    Provenance provenance = provenance(model);
    FirstStep first = new FirstStep(steps, () -> record(provenance));
    TrainingResult result = trainer(first).resume(model.model());
    first.done();
    return trained(model, result, listener);
  }

  private void record(Provenance provenance) {
    provenance.write(folder);
    bench.trainingExamples().write(folder);
  }

  private ComposedModel compose() {
    return new Composer(bench.catalog())
        .compose(
            settings.composition(), bench.data().train().shape(), random.split("initialization"));
  }

  private Trainer trainer(TrainingListener listener) {
    return Trainer.builder()
        .engine(bench.engine())
        .data(bench.data())
        .settings(training)
        .optimizer(optimizers)
        .random(random.split("training"))
        .listener(listener)
        .directory(folder)
        .build();
  }

  private Provenance provenance(ComposedModel model) {
    ComponentSpec optimizer = optimizers.resolved();
    Map<String, Object> configuration = new LinkedHashMap<>(model.composition().toMap());
    configuration.remove("parts"); // follow from the rest, and are in model.json
    configuration.put("optimizer", optimizer.toMap());
    configuration.put("training", settings.training().toMap());
    configuration.putAll(bench.configuration());
    configuration.put("evaluation", settings.evaluation().toMap());
    Map<Kind<?>, ComponentSpec> others = new LinkedHashMap<>(bench.plugins());
    others.put(Kind.OPTIMIZER, optimizer);
    return Provenance.of(
        model,
        bench.catalog(),
        others,
        bench.data(),
        bench.engine().description(),
        training.seed(),
        configuration);
  }

  private TrainedModel trained(
      ComposedModel model, TrainingResult result, ExperimentListener listener) {
    ModelFolder.save(folder, model);
    List<EpochMetrics> history = MetricsLog.read(folder);
    return new TrainedModel(
        model,
        training.seed(),
        evaluate(
            bench,
            model,
            bench.data().test(),
            settings.evaluation(),
            training.seed(),
            listener.evaluates()),
        OptionalDouble.of(result.seconds()),
        history,
        training.restoreBest());
  }

  static Evaluation evaluate(
      Workbench bench,
      ComposedModel model,
      DataSet examples,
      EvaluationSettings settings,
      long seed,
      EvaluationListener listener) {
    return Estimators.evaluator(bench.engine(), settings, bench.data())
        .evaluate(
            model.model(), examples, RandomStreams.seeded(seed).split("evaluation"), listener);
  }
}
