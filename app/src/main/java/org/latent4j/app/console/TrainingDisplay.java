package org.latent4j.app.console;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.latent4j.experiments.ExperimentListener;
import org.latent4j.experiments.TrainedModel;
import org.latent4j.training.TrainingListener;

/** Shows how experiments go. */
public final class TrainingDisplay implements ExperimentListener, AutoCloseable {
  private final Console console;
  private Optional<TrainingProgress> shown = Optional.empty();

  public TrainingDisplay(Console console) {
    this.console = console;
  }

  @Override
  public TrainingListener begins(String title, Path folder) {
    console.interruption().begins(folder);
    TrainingProgress progress = new TrainingProgress(console, title);
    shown = Optional.of(progress);
    return progress;
  }

  @Override
  public void ended(TrainedModel trained) {
    shown.ifPresent(TrainingProgress::close);
    shown = Optional.empty();
    trained
        .trainSeconds()
        .ifPresent(
            seconds ->
                console.remark(
                    String.format(
                        Locale.ROOT,
                        "%s, seed %d: trained in %.1f s",
                        trained.model().composition().model().type(),
                        trained.seed(),
                        seconds)));
  }

  @Override
  public void close() {
    shown.ifPresent(TrainingProgress::close);
  }
}
