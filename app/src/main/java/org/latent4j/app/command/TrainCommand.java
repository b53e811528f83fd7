package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.configuration.ConfigurationFlags;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.TrainingDisplay;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.Experiment;
import org.latent4j.runtime.catalog.Catalog;

/** {@code train}: one model. */
public final class TrainCommand implements Command {
  private final PluginSource plugins;

  @Inject
  public TrainCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("train", "train one model, and keep it in a folder")
        .flag(Flag.MODEL, "model to train (default: vae)")
        .flags(ConfigurationFlags.ALL)
        .flag(Flag.OUT, "folder for the run (default: runs/train-TIME)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "A configuration has the keys model, encoder, decoder, latent, prior, likelihood,"
                + " divergence, optimizer, training, data, engine and evaluation; a plugin is"
                + " written {type: NAME, OPTION: VALUE}, and latent4j plugins describe KIND NAME"
                + " shows its options. --set KEY=VALUE sets one of them. Grey images under the"
                + " Bernoulli likelihood are taken as probabilities of a pixel to be on;"
                + " --set data.binarize=dynamic draws black and white anew each time.")
        .example("train --model vae --epochs 30 --out runs/vae")
        .example("train --data mnist --data-dir ./data --set data.binarize=dynamic")
        .example("train --model beta-vae --set model.beta=8 --set encoder.hidden=[400,400]")
        .example("train --data ./table.csv --set likelihood.type=gaussian --latent 5")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Path folder = OutputFolder.of(arguments, "train");
    Catalog catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    Configuration configuration = ConfigurationFlags.read(arguments, catalog, console);
    try (TrainingDisplay display = new TrainingDisplay(console)) {
      ExperimentOutput.print(
          Experiment.train(catalog, configuration, folder, display), folder, console);
    }
  }
}
