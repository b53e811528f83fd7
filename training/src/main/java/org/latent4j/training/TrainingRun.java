package org.latent4j.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training of one model, from its start or from a checkpoint to its end. Every stream that it
 * hands out derives from the run's stream by purpose, epoch and step, so that a resumed run needs
 * no generator state.
 */
final class TrainingRun {
  private static final Logger log = LoggerFactory.getLogger(TrainingRun.class);

  private final Engine engine;
  private final DataSplits data;
  private final TrainingSettings settings;
  private final RandomStream random;
  private final TrainingListener listener;
  private final Optional<Path> directory;
  private final Model model;

  private final List<PhaseRun> phases = new ArrayList<>();
  private final Validation validation;
  private final int stepsPerEpoch;
  private final Map<Integer, Tensor> buffers = new HashMap<>();
  private final Snapshot lastGood;
  private final Snapshot bestWeights;
  private final List<EpochMetrics> history = new ArrayList<>();
  private final Optional<Checkpoint> checkpoint;
  private Optional<MetricsLog> metrics = Optional.empty();
  private TrainingState state = TrainingState.START;
  private String lastGoodWords = "before training";
  private long lastCheckpoint = System.nanoTime();

  TrainingRun(
      Engine engine,
      DataSplits data,
      TrainingSettings settings,
      OptimizerFactory optimizer,
      RandomStream random,
      TrainingListener listener,
      Optional<Path> directory,
      Model model) {
    ShapeCheck.check(data, model);
    SupportCheck.check(data, model.likelihood(), random.split("support"));
    this.engine = engine;
    this.data = data;
    this.settings = settings;
    this.random = random;
    this.listener = listener;
    this.directory = directory;
    this.model = model;
    for (Phase phase : model.phases()) {
      phases.add(new PhaseRun(phase, optimizer.create(phase), settings.clipNorm()));
    }
    this.validation =
        new Validation(
            model,
            Batches.of(data.validation(), settings.validationBatch()),
            random.split("validation"));
    requireExamples();
    this.stepsPerEpoch = Batches.of(data.train(), settings.batch()).count();
    this.lastGood = new Snapshot(model.parameters());
    this.bestWeights = new Snapshot(model.parameters());
    this.checkpoint =
        directory.map(
            folder ->
                new Checkpoint(folder, settings, data, model.parameters(), bestWeights, phases));
  }

  private void requireExamples() {
    if (data.train().size() == 0) {
      throw new Latent4jException("data '" + data.name() + "' has no examples to train on");
    }
    if (settings.patience() > 0 && !validation.hasExamples()) {
      throw new Latent4jException(
          "training.patience is "
              + settings.patience()
              + ", but data '"
              + data.name()
              + "' has no validation examples to stop by; split some off, or set patience to 0");
    }
  }

  TrainingResult start() {
    checkpoint.ifPresent(Checkpoint::delete);
    metrics = directory.map(MetricsLog::create);
    return run();
  }

  TrainingResult resume() {
    state =
        checkpoint
            .orElseThrow(
                () ->
                    new Latent4jException(
                        "cannot resume: the trainer has no directory with a checkpoint in it"))
            .restore();
    takeLastGood("at the checkpoint, after step " + state.step());
    metrics = directory.map(folder -> MetricsLog.continued(folder, state.epoch()));
    log.info("resuming after epoch {}, step {}", state.epoch(), state.step());
    return run();
  }

  @SuppressWarnings("try") // the session is there to be open, not to be used
  private TrainingResult run() {
    log.info(
        "training {} parameters on {} examples of {}, {} steps an epoch; {}",
        model.parameters().trainable().count(),
        data.train().size(),
        data.name(),
        stepsPerEpoch,
        engine.description());
    try (Engine.Session session = engine.session();
        Tape tape = engine.newTape()) {
      while (state.epoch() < settings.epochs() && !isStale()) {
        epoch(tape);
      }
    } catch (NonFiniteException e) {
      throw diverged(e);
    }
    if (settings.restoreBest() && state.best().isPresent()) {
      bestWeights.restore();
    }
    return new TrainingResult(
        state.epoch(), state.step(), state.best(), isStale(), state.seconds(), history);
  }

  /** Whether the last improvement lies as far back as patience goes. */
  private boolean isStale() {
    int patience = settings.patience();
    return patience > 0
        && state.best().isPresent()
        && state.epoch() - state.best().get().epoch() >= patience;
  }

  private void epoch(Tape tape) {
    int epoch = state.epoch() + 1;
    // As if the part of the epoch before an interruption had been just before.
    long started = System.nanoTime() - (long) (state.epochSeconds() * 1e9);
    if (state.batch() == 0) {
      phases.forEach(
          phase -> {
            phase.terms().clear();
            phase.objective().clear();
          });
    }
    long step = steps(tape, started);
    for (Parameter parameter : model.parameters()) {
      NonFiniteException.check("parameter '" + parameter.name() + "'", parameter.value().data());
    }
    EpochMetrics train =
        new EpochMetrics(epoch, EpochMetrics.TRAIN, named(TermMeans::means), since(started));
    Optional<EpochMetrics> heldOut = Optional.empty();
    if (validation.hasExamples()) {
      long heldOutStarted = System.nanoTime();
      Map<String, Double> means = validation.evaluate(tape);
      heldOut =
          Optional.of(
              new EpochMetrics(epoch, EpochMetrics.VALIDATION, means, since(heldOutStarted)));
    }
    state = state.after(step, since(started), heldOut.map(EpochMetrics::objective));
    takeLastGood("after epoch " + epoch);
    if (state.best().isPresent() && state.best().get().epoch() == epoch) {
      bestWeights.take();
    }
    tell(train, heldOut);
    boolean stop = listener.isStopRequested();
    if (stop || isDue(epoch)) {
      writeCheckpoint(state);
    }
    if (stop && epoch < settings.epochs()) {
      throw new TrainingInterruptedException(state.step(), checkpoint.isPresent());
    }
  }

  private boolean isDue(int epoch) {
    int every = settings.checkpointEvery();
    return every > 0 && (epoch % every == 0 || epoch == settings.epochs() || isStale());
  }

  private void takeLastGood(String words) {
    lastGood.take();
    lastGoodWords = words;
  }

  private void writeCheckpoint(TrainingState now) {
    checkpoint.ifPresent(kept -> kept.write(now));
    lastCheckpoint = System.nanoTime();
  }

  /** Within an epoch: a checkpoint where it is time for one, and an end where one is asked for. */
  private void pause(TrainingState now) {
    boolean stop = listener.isStopRequested();
    boolean due =
        settings.checkpointSeconds() > 0 && since(lastCheckpoint) >= settings.checkpointSeconds();
    if (stop || due) {
      writeCheckpoint(now);
    }
    if (stop) {
      throw new TrainingInterruptedException(now.step(), checkpoint.isPresent());
    }
  }

  /** Makes what is left of an epoch's steps. */
  private long steps(Tape tape, long started) {
    int epoch = state.epoch();
    long step = state.step();
    long allSteps = (long) stepsPerEpoch * settings.epochs();
    DataSet examples = data.train();
    int[] order = random.split("shuffle").split(epoch).permutation(examples.size());
    RandomStream ofData = random.split("data").split(epoch);
    for (int b = state.batch(); b < stepsPerEpoch; b++) {
      int from = b * settings.batch();
      int to = Math.min(examples.size(), from + settings.batch());
      Tensor batch =
          buffers.computeIfAbsent(to - from, n -> Tensor.zeros(n, examples.shape().features()));
      examples.read(order, from, to, batch, ofData);
      RandomStream ofStep = random.split("step").split(step);
      double factor = settings.schedule().factor(step, stepsPerEpoch, settings.epochs());
      Optional<Var> x = Optional.empty();
      for (PhaseRun phase : phases) {
        if (x.isEmpty() || !phase.phase().goesOn()) {
          tape.reset();
          x = Optional.of(tape.constant(batch));
        }
        RandomStream ofPhase = ofStep.split(phase.phase().name());
        try {
          phase.step(
              tape, x.get(), new Step(step, epoch + (double) b / stepsPerEpoch, ofPhase), factor);
        } catch (NonFiniteException e) {
          e.atStep(step + 1);
          throw e;
        }
        tape.reread(phase.phase().trains());
      }
      step++;
      listener.step(
          new Progress(epoch + 1, settings.epochs(), step, allSteps, named(TermMeans::latest)));
      if (b + 1 < stepsPerEpoch) {
        pause(state.within(b + 1, step, since(started)));
      }
    }
    return step;
  }

  private void tell(EpochMetrics train, Optional<EpochMetrics> heldOut) {
    history.add(train);
    heldOut.ifPresent(history::add);
    metrics.ifPresent(
        file -> {
          file.append(train);
          heldOut.ifPresent(file::append);
        });
    if (train.epoch() == 1) {
      log.info("divergence: {}; criterion: {}", model.divergence(), model.criterion());
    }
    log.debug("epoch {}: train {}", train.epoch(), train.terms());
    heldOut.ifPresent(m -> log.debug("epoch {}: validation {}", m.epoch(), m.terms()));
    listener.epoch(train, heldOut);
  }

  /** All phases' terms under the names that {@link EpochMetrics#terms()} describes. */
  private Map<String, Double> named(Function<TermMeans, Map<String, Double>> values) {
    if (phases.size() == 1) {
      Map<String, Double> all = new LinkedHashMap<>(values.apply(phases.get(0).objective()));
      all.putAll(values.apply(phases.get(0).terms()));
      return all;
    }
    Map<String, Integer> uses = new HashMap<>();
    for (PhaseRun phase : phases) {
      values.apply(phase.terms()).keySet().forEach(name -> uses.merge(name, 1, Integer::sum));
    }
    Map<String, Double> all = new LinkedHashMap<>();
    for (PhaseRun phase : phases) {
      String prefix = phase.phase().name() + "_";
      values.apply(phase.objective()).forEach((name, value) -> all.put(prefix + name, value));
      values
          .apply(phase.terms())
          .forEach(
              (name, value) ->
                  all.put(uses.getOrDefault(name, 1) == 1 ? name : prefix + name, value));
    }
    return all;
  }

  private static double since(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private Latent4jException diverged(NonFiniteException e) {
    lastGood.restore();
    String place =
        e.step().isPresent() ? "at step " + e.step().getAsLong() : "after the epoch's last step";
    return new Latent4jException(
        "training stopped in epoch "
            + (state.epoch() + 1)
            + " of "
            + settings.epochs()
            + ", "
            + place
            + ": "
            + e.getMessage()
            + "; the model is as it was "
            + lastGoodWords
            + ". Lower the learning rate (optimizer.rate), limit the gradient"
            + " (training.clip-norm) or look for extreme values in the data",
        e);
  }
}
