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

/** {@code sweep}: the rate-distortion curve of the β-VAE. */
public final class SweepCommand implements Command {
  private static final List<Double> BETAS = List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  private final PluginSource plugins;

  @Inject
  public SweepCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("sweep", "train the β-VAE at several β: its rate-distortion curve")
        .flag(Flag.BETAS, "weights of the rate (default: 0.25,0.5,1,2,4,8)")
        .flag(
            Flag.MODELS,
            "models to show beside the curve (default: vae,aae; not vae where β = 1, which is the same, is on the curve)")
        .flag(Flag.SEEDS, "train each with N seeds, from --seed on (default: 1)")
        .flags(ConfigurationFlags.ALL)
        .flag(Flag.OUT, "folder for report and runs (default: runs/sweep-TIME)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "Small β buys low distortion with a high rate, large β the reverse. A model whose"
                + " encoder is deterministic has no rate; its distortion is drawn across. Further"
                + " options of the β-VAE are set with --set models.beta-vae.OPTION=VALUE.")
        .example("sweep")
        .example("sweep --betas 0.1,1,10 --data mnist --data-dir ./data --epochs 20")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Path folder = OutputFolder.of(arguments, "sweep");
    Catalog catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    Configuration configuration = ConfigurationFlags.read(arguments, catalog, console);
    List<Double> betas = arguments.reals(Flag.BETAS, 0).orElse(BETAS);
    Comparison sweep =
        Comparison.sweep(
            catalog,
            configuration,
            betas,
            arguments
                .list(Flag.MODELS)
                .orElseGet(() -> Comparison.besideCurve(configuration, betas)),
            arguments.integer(Flag.SEEDS, 1).orElse(1),
            folder);
    try (TrainingDisplay display = new TrainingDisplay(console)) {
      ExperimentOutput.print(sweep.run(display), folder, console);
    }
  }
}
