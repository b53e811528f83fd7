package org.latent4j.app.console;

import java.util.List;
import java.util.Optional;
import org.latent4j.evaluation.EvaluationListener;

/** Shows how an evaluation goes: on a line of a terminal, or as a line for each estimator. */
public final class EvaluationDisplay implements EvaluationListener, AutoCloseable {
  private final Console console;
  private final ExperimentProgress progress = new ExperimentProgress(System::nanoTime);
  private final Optional<LiveLine> line;

  /**
   * Begins to show an evaluation.
   *
   * @param title what is evaluated
   */
  public EvaluationDisplay(Console console, String title) {
    this.console = console;
    progress.begins(title, 1, 1);
    this.line = console.liveLine(progress::line);
  }

  @Override
  public void begins(List<String> metrics, int number, int count) {
    progress.evaluates(metrics, number, count);
    if (line.isEmpty()) {
      console.remark("%d of %d: %s".formatted(number, count, String.join(", ", metrics)));
    }
  }

  @Override
  public void close() {
    line.ifPresent(LiveLine::close);
  }
}
