package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.experiments.Workbench;

/** {@code encode}: the codes of examples, as a file. */
public final class EncodeCommand implements Command {
  private static final String NPY = "npy";
  private static final String CSV = "csv";

  /** What {@code --format} names. */
  static final List<String> FORMATS = List.of(NPY, CSV);

  private final PluginSource plugins;

  @Inject
  public EncodeCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return OpenedRun.withData(
            CommandSyntax.command("encode", "write the codes of examples to a file"))
        .flag(Flag.FORMAT, "npy or csv (default: npy)")
        .notes(
            "A code is the posterior's mean, E[z|x]. What is known of each example (its label, its"
                + " factors) comes along: as further columns of a CSV, or as a file of its own, in"
                + " which each value is its index among the factor's values.")
        .example("encode runs/vae --split train --format csv --out codes")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    String format = arguments.choice(Flag.FORMAT, FORMATS).orElse(NPY);
    OpenedRun opened = new OpenedRun(arguments, plugins, console);
    try (Workbench bench = opened.workbench()) {
      DataSet examples = opened.examples(bench.data(), console);
      Tensor codes = codes(opened, bench, examples);
      String name = "codes-" + opened.split().word();
      ResultFiles files = new ResultFiles(opened.out());
      if (format.equals(CSV)) {
        List<String> heads = IntStream.range(0, codes.columns()).mapToObj(i -> "z" + i).toList();
        files.csv(name + ".csv", heads, codes, factors(examples), "E[z|x]");
      } else {
        files.npy(name + ".npy", codes, "E[z|x]");
        for (int f = 0; f < examples.factors().size(); f++) {
          int factor = f;
          String word = examples.factors().get(f).name();
          files.npy(
              name + "-" + word.replaceAll("[^A-Za-z0-9_-]", "_") + ".npy",
              IntStream.range(0, examples.size()).map(i -> examples.factor(i, factor)).toArray(),
              word + " of each example");
        }
      }
      files.figure("split", opened.split().word());
      files.figure("examples", codes.rows());
      files.figure("latent", codes.columns());
      files.remarks(opened.remarks());
      files.print(console);
    }
  }

  private static Tensor codes(OpenedRun opened, Workbench bench, DataSet examples) {
    Tensor codes = Tensor.zeros(examples.size(), opened.run().model().composition().latent());
    return opened.generate(
        bench,
        generator -> {
          generator.encode(
              examples,
              opened.random("encode"),
              (from, rows) ->
                  System.arraycopy(
                      rows.data(), 0, codes.data(), from * codes.columns(), rows.size()));
          return codes;
        });
  }

  /** A column for each factor: its name, then each example's value. */
  private static List<List<String>> factors(DataSet examples) {
    List<List<String>> columns = new ArrayList<>();
    for (int f = 0; f < examples.factors().size(); f++) {
      Factor factor = examples.factors().get(f);
      List<String> column = new ArrayList<>();
      column.add(factor.name());
      for (int i = 0; i < examples.size(); i++) {
        column.add(factor.values().get(examples.factor(i, f)));
      }
      columns.add(column);
    }
    return columns;
  }
}
