package org.latent4j.app.command;

import jakarta.inject.Inject;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.evaluation.generation.Samples;

/** {@code sample}: new examples from the prior. */
public final class SampleCommand implements Command {
  private static final int COUNT = 64;

  private final PluginSource plugins;

  @Inject
  public SampleCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return OpenedRun.withoutData(
            CommandSyntax.command("sample", "draw new examples from a trained model"))
        .flag(Flag.COUNT, "how many (default: " + COUNT + ")")
        .notes("The picture shows as many as fit into 4096 by 4096 pixels, the arrays hold all.")
        .example("sample runs/vae --count 100 --out samples")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    int count = arguments.integer(Flag.COUNT, 1).orElse(COUNT);
    OpenedRun opened = new OpenedRun(arguments, plugins, console);
    Samples samples = opened.generate(g -> g.sample(count, opened.random("sample")));
    ResultFiles files = new ResultFiles(opened.out());
    files.pngOfFirst("samples.png", opened.shape(), samples.means(), "E[x|z] for z ~ p(z)");
    files.npy("samples.npy", samples.draws(), "x ~ p(x|z)");
    files.npy("samples-mean.npy", samples.means(), "E[x|z]");
    files.npy("samples-codes.npy", samples.codes(), "z ~ p(z)");
    files.csvOfExamples("samples.csv", opened.shape(), samples.draws(), "x ~ p(x|z)");
    files.figure("count", count);
    files.print(console);
  }
}
