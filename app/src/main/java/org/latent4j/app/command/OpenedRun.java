package org.latent4j.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.configuration.ConfigurationFlags;
import org.latent4j.app.console.Console;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.experiments.SavedRun;
import org.latent4j.experiments.Split;
import org.latent4j.experiments.Workbench;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;

/** A trained model, opened as a command line says: its folder, and what is to be done otherwise. */
final class OpenedRun {
  private static final int BATCH = 256;

  /** The parts that {@code --split} names. */
  static final List<String> SPLITS = Stream.of(Split.values()).map(Split::word).toList();

  private final Arguments arguments;
  private final Catalog catalog;
  private final SavedRun run;
  private final ExperimentSettings settings;
  private List<String> remarks = List.of();

  /** Opens the model in the folder that is the command's first operand. */
  OpenedRun(Arguments arguments, PluginSource plugins, Console console) {
    this(arguments, plugins, console, List.of("data", "engine"));
  }

  /**
   * The same for a command that has further use for settings.
   *
   * @param changeable the first words of settings that {@code --set} may change
   */
  OpenedRun(Arguments arguments, PluginSource plugins, Console console, List<String> changeable) {
    requireUse(arguments, changeable);
    this.arguments = arguments;
    this.catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    this.run = SavedRun.open(catalog, arguments.operandPath(0));
    this.settings =
        ExperimentSettings.of(
            ConfigurationFlags.over(run.configuration(), arguments, catalog, console));
  }

  /** A model that is trained is what it is: a setting that would be left out is refused. */
  static void requireUse(Arguments arguments, List<String> changeable) {
    for (String setting : arguments.texts(Flag.SET)) {
      String section = setting.split("[.=]", 2)[0].strip();
      if (!changeable.contains(section)) {
        throw new UsageException(
            "--set "
                + setting
                + ": this command opens what is trained, and changes only settings of "
                + String.join(", ", changeable)
                + "; for another model, train one (latent4j train --set "
                + setting
                + ")");
      }
    }
  }

  /** The options of a command that needs the model alone. */
  static CommandSyntax.Builder withoutData(CommandSyntax.Builder syntax) {
    return syntax
        .operands("RUN")
        .flag(Flag.SEED, "for what is drawn at random (default: 1)")
        .flags(List.of(Flag.ENGINE, Flag.THREADS))
        .flag(Flag.OUT, "where to write (default: RUN)")
        .flags(List.of(Flag.PLUGIN_PATH));
  }

  /** The options of a command that needs examples too. */
  static CommandSyntax.Builder withData(CommandSyntax.Builder syntax) {
    return withoutData(syntax)
        .flag(Flag.DATA, "other data of the same shape, by name or path (default: RUN's own)")
        .flag(Flag.DATA_DIR, "where data sets known by name lie (default: as RUN found them)")
        .flag(Flag.SET, "a setting of the data or engine, as in data.size=28; may be repeated")
        .flag(Flag.SPLIT, "train, validation or test (default: test)");
  }

  SavedRun run() {
    return run;
  }

  ExperimentSettings settings() {
    return settings;
  }

  DataShape shape() {
    return run.model().shape();
  }

  /** Where results go. */
  Path out() {
    return arguments.path(Flag.OUT).orElse(run.folder());
  }

  long seed() {
    return arguments.integer(Flag.SEED).orElse(1);
  }

  /** For what a command of this name draws. */
  RandomStream random(String command) {
    return RandomStreams.seeded(seed()).split(command);
  }

  Split split() {
    String word = arguments.choice(Flag.SPLIT, SPLITS).orElse(Split.TEST.word());
    return Stream.of(Split.values())
        .filter(split -> split.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  /** Opens data and engine, and holds the data against the model. */
  Workbench workbench() {
    Workbench bench = Workbench.open(catalog, settings);
    try {
      run.check(bench.data());
    } catch (Latent4jException e) {
      bench.close();
      throw e;
    }
    return bench;
  }

  /**
   * The examples that are asked for.
   *
   * @throws Latent4jException if there are none, or the model was trained on some of them and the
   *     training part is not asked for
   */
  DataSet examples(DataSplits data, Console console) {
    DataSet examples = split().of(data);
    if (examples.size() == 0) {
      throw new Latent4jException(
          "data '"
              + data.name()
              + "' has no "
              + split().word()
              + " examples; choose another part with --split");
    }
    remarks = run.remarksOn(data, split());
    remarks.forEach(console::remark);
    return examples;
  }

  /** What there is to say of {@link #examples}. */
  List<String> remarks() {
    return remarks;
  }

  /** Something that is done with the model. */
  @FunctionalInterface
  interface Use<T> {
    T with(Generator generator);
  }

  /** Does something with the model, without data. */
  <T> T generate(Use<T> use) {
    try (var engine = Workbench.openEngine(catalog, settings);
        Generator generator = new Generator(run.model().model(), engine, BATCH)) {
      return use.with(generator);
    }
  }

  /** Does something with the model, on an open workbench. */
  <T> T generate(Workbench bench, Use<T> use) {
    try (Generator generator = new Generator(run.model().model(), bench.engine(), BATCH)) {
      return use.with(generator);
    }
  }
}
