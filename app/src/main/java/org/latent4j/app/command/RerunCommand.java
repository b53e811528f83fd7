package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.TrainingDisplay;
import org.latent4j.experiments.Rerun;

/** {@code rerun}: a training made again, and held against the first. */
public final class RerunCommand implements Command {
  private final PluginSource plugins;

  @Inject
  public RerunCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("rerun", "train again as recorded, and say whether the bits agree")
        .operands("RUN")
        .flag(Flag.OUT, "folder for the new run (default: runs/rerun-TIME)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "RUN is the folder of a training that has ended. Its provenance.json holds all that is"
                + " needed. Weights, the metrics of each epoch and the evaluation are compared; the"
                + " exit status is 1 if they differ, and what else was different is said.")
        .example("rerun runs/vae")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Path run = arguments.operandPath(0);
    Path folder = OutputFolder.of(arguments, "rerun");
    Rerun rerun;
    try (TrainingDisplay display = new TrainingDisplay(console)) {
      rerun = Rerun.of(plugins.discover(arguments.paths(Flag.PLUGIN_PATH)), run, folder, display);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.toString());
    document.put("rerun", folder.toString());
    document.put("agrees", rerun.differences().isEmpty());
    document.put("differences", rerun.differences());
    if (rerun.differences().isEmpty()) {
      console.result(folder + " agrees with " + run + " bit for bit", document);
      return;
    }
    String words = String.join("; ", rerun.differences());
    console.result(folder + " differs from " + run + " in " + words, document);
    throw new Latent4jException("the bits do not agree: " + words);
  }
}
