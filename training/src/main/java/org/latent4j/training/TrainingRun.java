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
import org.latent4j.api.SettingException;
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
  private final Snapshot lastGood;
  private final Snapshot bestWeights;
  private final List<EpochMetrics> history = new ArrayList<>();
  private final Symptoms symptoms = new Symptoms();
  private final Optional<Checkpoint> checkpoint;
  private final List<EpochMetrics> lines = new ArrayList<>();
  private Optional<MetricsLog> metrics = Optional.empty();
  private TrainingState state = TrainingState.START;
  private TrainingState good = TrainingState.START;
  private Optional<TrainingState> saved = Optional.empty();
  private long savedAt = System.nanoTime();

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
      throw new SettingException(
          "training.patience",
          "training.patience is "
              + settings.patience()
              + ", but data '"
              + data.name()
              + "' has no validation examples to stop by; split some off, or set patience to 0");
    }
  }

  TrainingResult start() {
    checkpoint.ifPresent(Checkpoint::clear);
    metrics = directory.map(folder -> MetricsLog.write(folder, List.of()));
    return run();
  }

  TrainingResult resume() {
    Checkpoint.Restored restored =
        checkpoint
            .orElseThrow(
                () ->
                    new Latent4jException(
                        "cannot resume: the trainer has no directory with a checkpoint in it"))
            .restore();
    state = restored.state();
    if (settings.epochs() < state.epoch()) {
      throw new Latent4jException(
          "the training has made "
              + state.epoch()
              + " epochs, and cannot end after "
              + settings.epochs()
              + " any more; give "
              + state.epoch()
              + " epochs or more");
    }
    saved = Optional.of(state);
    lines.addAll(restored.lines());
    keepAsGood();
    metrics = directory.map(folder -> MetricsLog.write(folder, lines));
    log.info("resuming {}", state.place());
    return run();
  }

  private TrainingResult run() {
    log.info(
        "training {} parameters on {} examples of {}, {} steps an epoch; {}",
        model.parameters().trainable().count(),
        data.train().size(),
        data.name(),
        stepsPerEpoch,
        engine.description());
    if (state.epoch() < settings.epochs()) {
      Prospects.warn(settings, data.train().size(), model);
    }
    try (Engine.Session session = engine.session();
        Tape tape = engine.newTape()) {
      Minibatches minibatches = new Minibatches(session, data.train(), settings.batch());
      while (state.epoch() < settings.epochs() && !isStale()) {
        epoch(tape, minibatches);
      }
    } catch (NonFiniteException e) {
      throw diverged(e);
    } finally {
      listener.stepsEnded();
    }
    if (settings.restoreBest() && state.best().isPresent()) {
      bestWeights.restore();
      warnOfScheduleAt(state.best().get().epoch());
    }
    return new TrainingResult(
        state.epoch(), state.step(), state.best(), isStale(), state.seconds(), history);
  }

  /** Says that the weights kept are of an epoch at which a schedule had not come to its end. */
  private void warnOfScheduleAt(int epoch) {
    model
        .unreached(epoch)
        .filter(words -> epoch < state.epoch())
        .ifPresent(
            words ->
                log.warn(
                    "the model has the weights of epoch {}, its best on held-out examples, but {};"
                        + " training.restore-best=false keeps the last epoch's",
                    epoch,
                    words));
  }

  /** Whether the last improvement lies as far back as patience goes. */
  private boolean isStale() {
    int patience = settings.patience();
    return patience > 0
        && state.best().isPresent()
        && state.epoch() - state.best().get().epoch() >= patience;
  }

  private void epoch(Tape tape, Minibatches minibatches) {
    int epoch = state.epoch() + 1;
    double before = state.epochSeconds();
    long started = System.nanoTime();
    if (state.batches() == 0) {
      phases.forEach(
          phase -> {
            phase.terms().clear();
            phase.objective().clear();
          });
    }
    steps(tape, minibatches);
    requireFinite();
    EpochMetrics train =
        new EpochMetrics(
            epoch, EpochMetrics.TRAIN, named(TermMeans::means), before + since(started));
    Optional<EpochMetrics> heldOut = Optional.empty();
    if (validation.hasExamples()) {
      long heldOutStarted = System.nanoTime();
      Map<String, Double> means = validation.evaluate(tape);
      heldOut =
          Optional.of(
              new EpochMetrics(epoch, EpochMetrics.VALIDATION, means, since(heldOutStarted)));
    }
    state = state.afterEpoch(before + since(started), heldOut.map(EpochMetrics::objective));
    keepAsGood();
    if (state.best().isPresent() && state.best().get().epoch() == epoch) {
      bestWeights.take();
    }
    tell(train, heldOut);
    boolean ended = epoch == settings.epochs() || isStale();
    boolean stop = !ended && isStopWanted();
    int every = settings.checkpointEvery();
    if (stop || isTimeToSave() || (every > 0 && (epoch % every == 0 || ended))) {
      save();
    }
    if (stop) {
      throw stopped();
    }
  }

  /** Makes an epoch's steps, or those that are left of it. */
  private void steps(Tape tape, Minibatches minibatches) {
    int epoch = state.epoch();
    double before = state.epochSeconds();
    long started = System.nanoTime();
    long allSteps = (long) stepsPerEpoch * settings.epochs();
    Minibatches.Epoch batches =
        minibatches.epoch(
            random.split("shuffle").split(epoch).permutation(data.train().size()),
            random.split("data").split(epoch));
    for (int b = state.batches(); b < stepsPerEpoch; b++) {
      step(tape, batches.read(b), epoch + (double) b / stepsPerEpoch);
      state = state.afterBatch(before + since(started));
      listener.step(
          new Progress(
              epoch + 1, settings.epochs(), state.step(), allSteps, named(TermMeans::latest)));
      if (b + 1 < stepsPerEpoch) {
        boolean stop = isStopWanted();
        if (stop || isTimeToSave()) {
          requireFinite();
          save();
        }
        if (stop) {
          throw stopped();
        }
      }
    }
  }

  /**
   * All phases on one minibatch.
   *
   * @param epoch passes over the data made so far, with fraction
   */
  private void step(Tape tape, Tensor batch, double epoch) {
    long step = state.step();
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
        phase.step(tape, x.get(), new Step(step, epoch, ofPhase), factor);
      } catch (NonFiniteException e) {
        e.atStep(step + 1);
        throw e;
      }
      tape.reread(phase.phase().trains());
    }
  }

  /** Holds on to the state as it is now, to go back to. */
  private void keepAsGood() {
    lastGood.take();
    good = state;
  }

  private void requireFinite() {
    for (Parameter parameter : model.parameters()) {
      NonFiniteException.check("parameter '" + parameter.name() + "'", parameter.value().data());
    }
    for (PhaseRun phase : phases) {
      for (Parameter kept : phase.optimizer().state()) {
        NonFiniteException.check(
            "phase '" + phase.phase().name() + "', the optimizer's '" + kept.name() + "'",
            kept.value().data());
      }
    }
  }

  private boolean isTimeToSave() {
    return settings.checkpointSeconds() > 0 && since(savedAt) >= settings.checkpointSeconds();
  }

  private void save() {
    checkpoint.ifPresent(
        kept -> {
          writing(() -> kept.write(state, lines));
          saved = Optional.of(state);
        });
    savedAt = System.nanoTime();
  }

  /** Writes something, or says what there is to go on from. */
  private void writing(Runnable write) {
    try {
      write.run();
    } catch (Latent4jException e) {
      throw new Latent4jException(
          "training stopped " + state.place() + ": " + e.getMessage() + "; " + whatIsSaved(), e);
    }
  }

  /** What there is to go on from, in words. */
  private String whatIsSaved() {
    if (saved.isEmpty()) {
      return "there is no checkpoint to go on from";
    }
    return "the checkpoint made "
        + saved.get().place()
        + " is kept"
        + directory.map(folder -> " in " + folder).orElse("");
  }

  /** The interrupt stays set, for whoever goes on with the thread. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private boolean isStopWanted() {
    return isInterrupted() || listener.isStopWanted();
  }

  private TrainingStoppedException stopped() {
    return new TrainingStoppedException(
        "training stopped "
            + state.place()
            + (isInterrupted() ? ", because its thread was interrupted" : ", as was asked for")
            + "; "
            + whatIsSaved());
  }

  private void tell(EpochMetrics train, Optional<EpochMetrics> heldOut) {
    history.add(train);
    heldOut.ifPresent(history::add);
    lines.add(train);
    heldOut.ifPresent(lines::add);
    metrics.ifPresent(
        file ->
            writing(
                () -> {
                  file.append(train);
                  heldOut.ifPresent(file::append);
                }));
    if (train.epoch() == 1) {
      log.info("divergence: {}; criterion: {}", model.divergence(), model.criterion());
    }
    log.debug("epoch {}: train {}", train.epoch(), train.terms());
    heldOut.ifPresent(m -> log.debug("epoch {}: validation {}", m.epoch(), m.terms()));
    symptoms.look(train, heldOut);
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
    int epoch = state.epoch() + 1;
    lastGood.restore();
    String place =
        e.step().isPresent() ? "at step " + e.step().getAsLong() : "after step " + state.step();
    return new Latent4jException(
        "training stopped in epoch "
            + epoch
            + " of "
            + settings.epochs()
            + ", "
            + place
            + ": "
            + e.getMessage()
            + "; the model is as it was "
            + good.place()
            + ", and "
            + whatIsSaved()
            + saved
                .flatMap(kept -> directory.map(folder -> howToEndAt(folder, kept.epoch())))
                .orElse("")
            + ". Train anew with a lower learning rate (optimizer.rate), limit the gradient"
            + " (training.clip-norm) or look for extreme values in the data",
        e);
  }

  private static String howToEndAt(Path folder, int epoch) {
    return " (latent4j resume " + folder + " --epochs " + epoch + " ends there, with its model)";
  }
}
