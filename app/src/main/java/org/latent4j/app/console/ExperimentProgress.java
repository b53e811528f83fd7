package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.latent4j.training.Progress;

/**
 * How far experiments have come, one run after another, each trained and then evaluated; and how
 * long they may take yet, judged by the steps made and by the runs that have ended. Told and asked
 * by several threads.
 */
final class ExperimentProgress {
  private enum Stage {
    OPENING,
    TRAINING,
    EVALUATING,
    REPORTING
  }

  private final LongSupplier nanos;

  private String title = "";
  private int number = 1;
  private int count = 1;
  private Stage stage = Stage.OPENING;

  private long firstStep;
  private long firstStepAt;
  private long step;
  private long stepAt;
  private long steps;
  private int epoch;
  private int epochs;
  private Optional<Double> validation = Optional.empty();

  private String metrics = "";
  private int estimator;
  private int estimators;
  private long evaluatesSince;

  /** Seconds of whole runs. */
  private final List<Double> trainings = new ArrayList<>();

  private final List<Double> evaluations = new ArrayList<>();

  /**
   * Nothing has begun.
   *
   * @param nanos a clock
   */
  ExperimentProgress(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * A run begins.
   *
   * @param number which one it is, from 1
   * @param count how many there are
   */
  synchronized void begins(String title, int number, int count) {
    this.title = title;
    this.number = number;
    this.count = count;
    stage = Stage.OPENING;
    validation = Optional.empty();
  }

  synchronized void step(Progress progress) {
    long now = nanos.getAsLong();
    if (stage == Stage.OPENING) {
      stage = Stage.TRAINING;
      firstStep = progress.step();
      firstStepAt = now;
    }
    step = progress.step();
    stepAt = now;
    steps = progress.steps();
    epoch = progress.epoch();
    epochs = progress.epochs();
  }

  /** The criterion's value on held-out examples, after an epoch. */
  synchronized void validated(Optional<Double> objective) {
    validation = objective;
  }

  /** An estimator of the run's evaluation begins. */
  synchronized void evaluates(List<String> metrics, int number, int count) {
    if (stage != Stage.EVALUATING) {
      if (stage == Stage.TRAINING) {
        secondsPerStep().ifPresent(each -> trainings.add(each * steps));
      }
      stage = Stage.EVALUATING;
      evaluatesSince = nanos.getAsLong();
    }
    this.metrics = String.join(", ", metrics);
    estimator = number;
    estimators = count;
  }

  /** The run is trained and evaluated. */
  synchronized void ended() {
    if (stage == Stage.EVALUATING) {
      evaluations.add(secondsSince(evaluatesSince));
    }
    stage = Stage.REPORTING;
  }

  /** How many epochs the run has. */
  synchronized int epochs() {
    return epochs;
  }

  /** How long the run's steps may take yet; empty if that cannot be judged. */
  synchronized OptionalDouble secondsLeft() {
    OptionalDouble each = secondsPerStep();
    return stage == Stage.TRAINING && each.isPresent()
        ? OptionalDouble.of(each.getAsDouble() * (steps - step))
        : OptionalDouble.empty();
  }

  /**
   * How long all runs may take yet; empty if that cannot be judged, or there is but one. As long as
   * none has ended, evaluations are not in it.
   */
  synchronized OptionalDouble secondsLeftInAll() {
    if (count == 1 || stage == Stage.OPENING || stage == Stage.REPORTING) {
      return OptionalDouble.empty();
    }
    double evaluation = mean(evaluations).orElse(0);
    OptionalDouble training = mean(trainings);
    double now;
    if (stage == Stage.TRAINING) {
      OptionalDouble left = secondsLeft();
      if (left.isEmpty()) {
        return OptionalDouble.empty();
      }
      now = left.getAsDouble() + evaluation;
      training = OptionalDouble.of(training.orElse(secondsPerStep().orElse(0) * steps));
    } else {
      now = Math.max(0, evaluation - secondsSince(evaluatesSince));
      if (steps == 0 && !evaluations.isEmpty()) {
        training = OptionalDouble.of(0); // the runs are evaluated only
      }
    }
    return training.isPresent()
        ? OptionalDouble.of(now + (count - number) * (training.getAsDouble() + evaluation))
        : OptionalDouble.empty();
  }

  /** The word in front of that time as long as evaluations are not in it. */
  synchronized String over() {
    return evaluations.isEmpty() ? "over " : "";
  }

  private OptionalDouble secondsPerStep() {
    return step > firstStep
        ? OptionalDouble.of((stepAt - firstStepAt) / 1e9 / (step - firstStep))
        : OptionalDouble.empty();
  }

  private double secondsSince(long then) {
    return (nanos.getAsLong() - then) / 1e9;
  }

  private static OptionalDouble mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average();
  }

  /** All of it on a line of a terminal. */
  synchronized String line(int columns) {
    ProgressLine line = new ProgressLine(done());
    if (count > 1) {
      line.before(number + " of " + count, 2);
    }
    line.before(title, 1);
    if (stage == Stage.REPORTING) {
      line.after("writing the report", 1);
    } else if (stage == Stage.EVALUATING) {
      line.after("evaluating " + estimator + "/" + estimators, 1).after(metrics, 3);
    } else {
      line.after((int) (100 * done()) + " %", 1);
      if (stage == Stage.TRAINING) {
        line.after("epoch " + epoch + "/" + epochs, 3);
      }
    }
    secondsLeft().ifPresent(left -> line.after(Durations.of(left) + " left", count > 1 ? 6 : 4));
    secondsLeftInAll().ifPresent(left -> line.after(over() + Durations.of(left) + " in all", 4));
    if (stage == Stage.TRAINING) {
      validation.ifPresent(value -> line.after("validation " + Numbers.of(value), 7));
    }
    return line.within(columns);
  }

  private double done() {
    return switch (stage) {
      case OPENING -> 0;
      case TRAINING -> steps == 0 ? 0 : (double) step / steps;
      case REPORTING -> 1;
      case EVALUATING -> estimators == 0 ? 0 : (estimator - 1.0) / estimators;
    };
  }
}
