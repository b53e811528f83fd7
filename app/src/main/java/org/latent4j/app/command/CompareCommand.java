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
import org.latent4j.experiments.Comparison;
import org.latent4j.experiments.Configuration;
import org.latent4j.runtime.catalog.Catalog;

/** {@code compare}: several models side by side. */
public final class CompareCommand implements Command {
  private final PluginSource plugins;

  @Inject
  public CompareCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("compare", "train several models side by side and compare them")
        .flag(Flag.MODELS, "models to compare (default: vae,beta-vae,aae)")
        .flag(Flag.SEEDS, "train each with N seeds, from --seed on (default: 1)")
        .flags(ConfigurationFlags.ALL)
        .flag(Flag.OUT, "folder for report and runs (default: runs/compare-TIME)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "All models are trained with the same networks, the same order of examples and the"
                + " same seeds, and evaluated on examples none was trained on. The options of one"
                + " of them are set with --set models.NAME.OPTION=VALUE. An interrupted comparison"
                + " goes on with latent4j resume.")
        .example("compare")
        .example("compare --data mnist --data-dir ./data --epochs 20 --seeds 3")
        .example("compare --models vae,beta-vae --set models.beta-vae.beta=8")
        .example("compare --config experiment.yaml --out runs/first --json")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Path folder = OutputFolder.of(arguments, "compare");
    Catalog catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    Configuration configuration = ConfigurationFlags.read(arguments, catalog, console);
    Comparison comparison =
        Comparison.of(
            catalog,
            configuration,
            arguments.list(Flag.MODELS).orElse(List.of()),
            arguments.integer(Flag.SEEDS, 1).orElse(1),
            folder);
    try (TrainingDisplay display = new TrainingDisplay(console)) {
      ExperimentOutput.print(comparison.run(display), folder, console);
    }
  }
}
