package org.latent4j.app.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.Progress;
import org.latent4j.training.TrainingListener;

/**
 * Shows how a training goes, on standard error: on a terminal as a bar with the time that is left,
 * elsewhere as a line for each epoch; not at all where quiet is asked for.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  /** A terminal may be wider, but is hardly ever narrower. */
  private static final int WIDTH = 79;

  private static final int MILLIS_BETWEEN_UPDATES = 250;

  private final Console console;
  private final String title;
  private Optional<ProgressBar> bar = Optional.empty();
  private String criterion = "";
  private int epochs;
  private double seconds;

  /**
   * Begins to show a training.
   *
   * @param title what is trained, such as {@code vae, seed 1}
   */
  public TrainingProgress(Console console, String title) {
    this.console = console;
    this.title = title;
  }

  @Override
  public void step(Progress progress) {
    epochs = progress.epochs();
    if (console.isInteractive() && !console.isQuiet()) {
      ProgressBar shown = bar.orElseGet(() -> begin(progress));
      shown.stepTo(progress.step());
      shown.setExtraMessage(" epoch " + progress.epoch() + "/" + epochs + criterion);
      bar = Optional.of(shown);
    }
  }

  private ProgressBar begin(Progress progress) {
    PrintStream err = console.err();
    return new ProgressBarBuilder()
        .setTaskName(title)
        .setInitialMax(progress.steps())
        .startsFrom(progress.step() - 1, java.time.Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
        .setConsumer(
            new DelegatingProgressBarConsumer(
                line -> {
                  err.print("\r" + line);
                  err.flush();
                },
                WIDTH))
        .build();
  }

  @Override
  public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
    seconds += train.seconds() + validation.map(EpochMetrics::seconds).orElse(0.0);
    criterion = validation.map(m -> ", validation " + Numbers.of(m.objective())).orElse("");
    if (!console.isInteractive()) {
      double left = seconds / train.epoch() * (epochs - train.epoch());
      console.remark(
          String.format(
              Locale.ROOT,
              "%s: epoch %d/%d, train %s%s, %.1f s, %.0f s left",
              title,
              train.epoch(),
              epochs,
              String.join(", ", objectives(train.terms())),
              criterion,
              train.seconds(),
              left));
    }
  }

  @Override
  public boolean isStopWanted() {
    return console.interruption().isWanted();
  }

  @Override
  public void stepsEnded() {
    console.interruption().stepsEnded();
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

  /** Leaves the bar as it is and begins a new line. */
  @Override
  public void close() {
    bar.ifPresent(
        shown -> {
          shown.close();
          console.err().println();
        });
    bar = Optional.empty();
  }
}
