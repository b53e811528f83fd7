package org.latent4j.app.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.experiments.ExperimentListener;
import org.latent4j.experiments.TrainedModel;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.Progress;
import org.latent4j.training.TrainingListener;

/**
 * Shows how experiments go, on standard error: on a terminal as a line with a bar and the time that
 * is left, elsewhere as a line for each epoch and each estimator; not at all where quiet is asked
 * for.
 */
public final class TrainingDisplay implements ExperimentListener, AutoCloseable {
  private final Console console;
  private final ExperimentProgress progress = new ExperimentProgress(System::nanoTime);
  private Optional<LiveLine> line = Optional.empty();
  private String title = "";

  public TrainingDisplay(Console console) {
    this.console = console;
  }

  @Override
  public TrainingListener begins(String title, int number, int count, Path folder) {
    console.interruption().begins(folder);
    this.title = title;
    progress.begins(title, number, count);
    line = line.or(() -> console.liveLine(progress::line));
    if (line.isEmpty() && count > 1) {
      console.remark("run " + number + " of " + count + ": " + title);
    }
    return new Steps();
  }

  private final class Steps implements TrainingListener {
    private double seconds;

    @Override
    public void step(Progress made) {
      progress.step(made);
    }

    @Override
    public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
      seconds += train.seconds() + validation.map(EpochMetrics::seconds).orElse(0.0);
      progress.validated(validation.map(EpochMetrics::objective));
      if (line.isEmpty()) {
        console.remark(words(train, validation));
      }
    }

    private String words(EpochMetrics train, Optional<EpochMetrics> validation) {
      int epochs = progress.epochs();
      return String.format(
              Locale.ROOT,
              "%s: epoch %d/%d, train %s%s, %.1f s, %.0f s left",
              title,
              train.epoch(),
              epochs,
              String.join(", ", objectives(train.terms())),
              validation.map(m -> ", validation " + Numbers.of(m.objective())).orElse(""),
              train.seconds(),
              seconds / train.epoch() * (epochs - train.epoch()))
          + inAll();
    }

    @Override
    public boolean isStopWanted() {
      return console.interruption().isWanted();
    }

    @Override
    public void stepsEnded() {
      console.interruption().stepsEnded();
    }
  }

  private String inAll() {
    return progress.secondsLeftInAll().stream()
        .mapToObj(left -> String.format(Locale.ROOT, " (%s%.0f s in all)", progress.over(), left))
        .findFirst()
        .orElse("");
  }

  @Override
  public EvaluationListener evaluates() {
    return (metrics, number, count) -> {
      progress.evaluates(metrics, number, count);
      if (line.isEmpty()) {
        console.remark(
            "%s: evaluating, %d of %d: %s"
                .formatted(title, number, count, String.join(", ", metrics)));
      }
    };
  }

  /** The objective of each phase; with the phase's name where there are several. */
  private static List<String> objectives(Map<String, Double> terms) {
    List<String> found = new ArrayList<>();
    String suffix = "_" + EpochMetrics.OBJECTIVE;
    terms.forEach(
        (name, value) -> {
          if (name.equals(EpochMetrics.OBJECTIVE)) {
            found.add(Numbers.of(value));
          } else if (name.endsWith(suffix)) {
            String phase = name.substring(0, name.length() - suffix.length());
            found.add(phase + " " + Numbers.of(value));
          }
        });
    return found;
  }

  @Override
  public void ended(TrainedModel trained) {
    progress.ended();
    trained
        .trainSeconds()
        .ifPresent(
            seconds ->
                console.remark(
                    String.format(
                        Locale.ROOT,
                        "%s, seed %d: trained in %.1f s",
                        title.replaceFirst(", seed .*", ""),
                        trained.seed(),
                        seconds)));
  }

  /** Erases the line. */
  @Override
  public void close() {
    line.ifPresent(LiveLine::close);
    line = Optional.empty();
  }
}
