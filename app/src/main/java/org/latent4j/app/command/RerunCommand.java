package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code rerun}: a training made again from its own record, and held against it. */
public final class RerunCommand implements Command {
  private final PluginSource plugins;

  @Inject
  public RerunCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("rerun", "train a run again and say whether all bits agree")
        .operands("RUN")
        .flag(Flag.OUT, "folder for the new run (default: runs/rerun-TIME)")
        .flag(Flag.DATA_DIR, "where data sets known by name lie now (default: as before)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "RUN is the folder of a training that has ended. It is made again from provenance.json;"
                + " weights and metrics are held against each other bit by bit. Exit status 0 says"
                + " that they agree, 1 that they do not; then what differs is printed, and what is"
                + " not as it was: Java, the machine, versions, data.")
        .example("rerun runs/vae")
        .example("rerun runs/vae --out runs/vae-again --json")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Path run = arguments.operandPath(0);
    Path folder = OutputFolder.of(arguments, "rerun");
    Rerun rerun;
    try (TrainingDisplay display = new TrainingDisplay(console)) {
      rerun =
          Rerun.of(
              plugins.discover(arguments.paths(Flag.PLUGIN_PATH)),
              run,
              folder,
              arguments.path(Flag.DATA_DIR),
              display);
    }
    console.result(text(run, rerun), document(run, rerun));
    if (!rerun.agrees()) {
      throw new Latent4jException(
          folder + " is not " + run + " to the bit; docs/reliability.md says what may change bits");
    }
  }

  private static String text(Path run, Rerun rerun) {
    List<String> lines = new ArrayList<>(rerun.differences());
    if (rerun.agrees()) {
      lines.add("weights and metrics of " + rerun.folder() + " and " + run + " agree bit for bit");
    }
    lines.addAll(rerun.circumstances());
    return String.join(System.lineSeparator(), lines);
  }

  private static Map<String, Object> document(Path run, Rerun rerun) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.toString());
    document.put("rerun", rerun.folder().toString());
    document.put("agrees", rerun.agrees());
    document.put("differences", rerun.differences());
    document.put("circumstances", rerun.circumstances());
    return document;
  }
}
