package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.util.Arrays;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.experiments.Workbench;

/** {@code reconstruct}: examples beside what the model makes of their codes. */
public final class ReconstructCommand implements Command {
  private static final int COUNT = 16;
  private static final int WIDEST = 16;

  private final PluginSource plugins;

  @Inject
  public ReconstructCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return OpenedRun.withData(
            CommandSyntax.command("reconstruct", "encode examples and decode them again"))
        .flag(Flag.COUNT, "how many, drawn at random (default: " + COUNT + ")")
        .notes("The picture has rows of originals, and below each the reconstructions.")
        .example("reconstruct runs/vae --count 8")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    int wanted = arguments.integer(Flag.COUNT, 1).orElse(COUNT);
    OpenedRun opened = new OpenedRun(arguments, plugins, console);
    try (Workbench bench = opened.workbench()) {
      DataSet examples = opened.examples(bench.data(), console);
      RandomStream random = opened.random("reconstruct");
      int count = Math.min(wanted, examples.size());
      int[] rows = Arrays.copyOf(random.split("rows").permutation(examples.size()), count);
      Tensor originals = Tensor.zeros(count, examples.shape().features());
      examples.read(rows, 0, count, originals, random.split("reading"));
      Tensor made = opened.generate(bench, generator -> generator.reconstruct(originals));
      int columns = Math.min(count, WIDEST);
      ResultFiles files = new ResultFiles(opened.out());
      files.png(
          "reconstructions.png",
          opened.shape(),
          columns,
          inTurns(originals, made, columns),
          "originals, and below them E[x|z] at z = E[z|x]");
      files.npy("reconstructions.npy", made, "E[x|z] at z = E[z|x]");
      files.npy("originals.npy", originals, "the examples");
      files.csvOfExamples("reconstructions.csv", opened.shape(), made, "E[x|z] at z = E[z|x]");
      files.csvOfExamples("originals.csv", opened.shape(), originals, "the examples");
      files.figure("count", count);
      files.figure("split", opened.split().word());
      files.remarks(opened.remarks());
      files.print(console);
    }
  }

  /** A row of the one, a row of the other; a last row that is not full is filled with zeros. */
  private static Tensor inTurns(Tensor upper, Tensor lower, int columns) {
    int rows = (upper.rows() + columns - 1) / columns;
    int features = upper.columns();
    Tensor all = Tensor.zeros(2 * rows * columns, features);
    for (int i = 0; i < upper.rows(); i++) {
      int place = i / columns * 2 * columns + i % columns;
      System.arraycopy(upper.data(), i * features, all.data(), place * features, features);
      System.arraycopy(
          lower.data(), i * features, all.data(), (place + columns) * features, features);
    }
    return all;
  }
}
