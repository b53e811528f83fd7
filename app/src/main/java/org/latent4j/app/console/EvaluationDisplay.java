package org.latent4j.app.console;

import java.util.Optional;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.experiments.EvaluationsListener;

/** Shows how evaluations go: on a line of a terminal, or as a line for each estimator. */
public final class EvaluationDisplay implements EvaluationsListener, AutoCloseable {
  private final Console console;
  private final ExperimentProgress progress = new ExperimentProgress(System::nanoTime);
  private Optional<LiveLine> line = Optional.empty();

  public EvaluationDisplay(Console console) {
    this.console = console;
  }

  @Override
  public EvaluationListener begins(String title, int number, int count) {
    if (number > 1) {
      progress.ended(); // the one before
    }
    progress.begins(title, number, count);
    line = line.or(() -> console.liveLine(progress::line));
    String which = count > 1 ? title + " (" + number + " of " + count + "): " : "";
    return (metrics, estimator, estimators) -> {
      progress.evaluates(metrics, estimator, estimators);
      if (line.isEmpty()) {
        console.remark(
            which + "%d of %d: %s".formatted(estimator, estimators, String.join(", ", metrics)));
      }
    };
  }

  /** Erases the line. */
  @Override
  public void close() {
    line.ifPresent(LiveLine::close);
    line = Optional.empty();
  }
}
