package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;

/** {@code traverse}: what each latent dimension changes. */
public final class TraverseCommand implements Command {
  private static final int STEPS = 11;
  private static final double RANGE = 3;

  private final PluginSource plugins;

  @Inject
  public TraverseCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return OpenedRun.withoutData(
            CommandSyntax.command("traverse", "decode while one latent dimension moves"))
        .flag(Flag.DIMENSIONS, "latent dimensions, counted from 0 (default: all)")
        .flag(Flag.STEPS, "positions along each (default: " + STEPS + ")")
        .flag(Flag.RANGE, "how far to each side, in standard deviations of the prior (default: 3)")
        .notes("The picture has a row for each dimension; the others stay at the prior's mean.")
        .example("traverse runs/vae --dimensions 0,3,7 --steps 15")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    int steps = arguments.integer(Flag.STEPS, 2).orElse(STEPS);
    double range = arguments.real(Flag.RANGE, 0).orElse(RANGE);
    OpenedRun opened = new OpenedRun(arguments, plugins, console);
    int latent = opened.run().model().composition().latent();
    List<Integer> dimensions =
        arguments
            .integers(Flag.DIMENSIONS, 0)
            .orElseGet(() -> IntStream.range(0, latent).boxed().toList());
    int features = opened.shape().features();
    Tensor all = Tensor.zeros(dimensions.size() * steps, features);
    opened.generate(
        generator -> {
          for (int i = 0; i < dimensions.size(); i++) {
            float[] means =
                generator
                    .traverse(dimensions.get(i), steps, range, opened.random("traverse"))
                    .means()
                    .data();
            System.arraycopy(means, 0, all.data(), i * steps * features, means.length);
          }
          return all;
        });
    ResultFiles files = new ResultFiles(opened.out());
    files.png("traversal.png", opened.shape(), steps, all, "a row for each of " + dimensions);
    files.npy(
        "traversal.npy",
        all.reshaped(dimensions.size(), steps, features),
        "E[x|z], [dimension, step, feature]");
    files.figure("dimensions", dimensions);
    files.figure("steps", steps);
    files.figure("range", range);
    files.print(console);
  }
}
