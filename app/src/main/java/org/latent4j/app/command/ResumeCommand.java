package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.TrainingDisplay;
import org.latent4j.experiments.Comparison;
import org.latent4j.experiments.Experiment;
import org.latent4j.experiments.Standing;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;

/** {@code resume}: an interrupted training, comparison or sweep. */
public final class ResumeCommand implements Command {
  private final PluginSource plugins;

  @Inject
  public ResumeCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("resume", "go on with an interrupted run, or train it further")
        .operands("RUN")
        .flag(Flag.EPOCHS, "how far to train (default: as far as was planned)")
        .flag(Flag.DATA_DIR, "where data sets known by name lie now (default: as before)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "RUN is the folder of a train, compare or sweep. A training goes on from its last"
                + " checkpoint, and comes to the same bits as if it had not been interrupted. Nothing is done"
                + " where all has ended, unless --epochs asks for more epochs than were made.")
        .example("resume runs/vae")
        .example("resume runs/vae --epochs 50")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Path folder = arguments.operandPath(0);
    OptionalInt epochs = arguments.integer(Flag.EPOCHS, 0);
    Optional<Path> directory = arguments.path(Flag.DATA_DIR);
    Standing standing = Standing.of(folder);
    Optional<String> nothing = standing.nothingToDo(epochs);
    if (nothing.isPresent()) {
      console.result(nothing.get() + "\n\n" + folder.resolve("report.html"), standing.metrics());
      return;
    }
    console.remark(standing.beginning());
    Catalog catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    try (TrainingDisplay display = new TrainingDisplay(console)) {
      Report report =
          Comparison.isIn(folder)
              ? Comparison.begun(catalog, folder, epochs, directory).run(display)
              : Experiment.resume(catalog, folder, epochs, directory, display);
      ExperimentOutput.print(report, folder, console);
    }
  }
}
