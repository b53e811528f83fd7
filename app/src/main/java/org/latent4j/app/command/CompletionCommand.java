package org.latent4j.app.command;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.latent4j.api.spi.Option;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.completion.BashCompletion;
import org.latent4j.app.completion.Values;
import org.latent4j.app.completion.Vocabulary;
import org.latent4j.app.completion.ZshCompletion;
import org.latent4j.app.console.Console;
import org.latent4j.data.known.DataFetch;
import org.latent4j.evaluation.catalog.Estimators;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.experiments.bench.Workload;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;
import org.latent4j.training.TrainingSettings;

/** {@code completion}: what a shell needs to complete commands, options and their values. */
public final class CompletionCommand implements Command {
  private static final String BASH = "bash";

  private final Provider<Map<String, Command>> commands;
  private final PluginSource plugins;

  @Inject
  public CompletionCommand(Provider<Map<String, Command>> commands, PluginSource plugins) {
    this.commands = commands;
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("completion", "print a script by which a shell completes words")
        .operands(BASH)
        .operands("zsh")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "The script completes commands, options and, where they can be listed, their values:"
                + " models, engines, data sets, metrics, settings, files. To have it in every new"
                + " shell, let ~/.bashrc or ~/.zshrc source it; in zsh after compinit.")
        .example("completion bash > ~/.latent4j.bash    # then: source ~/.latent4j.bash")
        .example("completion zsh > ~/.latent4j.zsh      # then: source ~/.latent4j.zsh")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Vocabulary vocabulary =
        vocabulary(commands.get(), plugins.discover(arguments.paths(Flag.PLUGIN_PATH)));
    String script =
        arguments.operand(0).equals(BASH)
            ? BashCompletion.of(vocabulary)
            : ZshCompletion.of(vocabulary);
    console.result(script.stripTrailing(), Map.of("script", script));
  }

  private static Vocabulary vocabulary(Map<String, Command> commands, Catalog catalog) {
    List<String> data = names(catalog, Kind.DATA);
    List<String> models = names(catalog, Kind.MODEL);
    Map<Flag, Values> flags = new EnumMap<>(Flag.class);
    flags.put(Flag.DATA, Values.orFile(data));
    flags.put(Flag.MODEL, Values.of(models));
    flags.put(Flag.MODELS, Values.listOf(models));
    flags.put(Flag.ENGINE, Values.of(names(catalog, Kind.ENGINE)));
    flags.put(Flag.METRICS, Values.listOf(metrics()));
    flags.put(Flag.SPLIT, Values.of(OpenedRun.SPLITS));
    flags.put(Flag.FORMAT, Values.of(EncodeCommand.FORMATS));
    flags.put(
        Flag.WORKLOAD,
        Values.listOf(Arrays.stream(Workload.values()).map(Workload::name).toList()));
    flags.put(Flag.SET, Values.of(List.copyOf(settings(catalog))));
    Map<String, Values> operands = new HashMap<>();
    operands.put("help COMMAND", Values.of(commands.keySet().stream().sorted().toList()));
    operands.put("data NAME", Values.of(DataFetch.known().names().stream().sorted().toList()));
    operands.put(
        "plugins KIND",
        Values.of(catalog.entries().stream().map(p -> p.kind().word()).distinct().toList()));
    operands.put(
        "plugins NAME",
        Values.of(catalog.entries().stream().map(Plugin::name).distinct().sorted().toList()));
    return new Vocabulary(
        commands.values().stream().map(Command::syntax).toList(), flags, operands);
  }

  private static List<String> metrics() {
    return Stream.concat(Stream.of("standard", "all"), Estimators.metrics().stream()).toList();
  }

  private static List<String> names(Catalog catalog, Kind<?> kind) {
    return catalog.entries(kind).stream().map(Plugin::name).toList();
  }

  /** What may follow {@code --set}: keys with their '=', and plugins' names as values. */
  private static Set<String> settings(Catalog catalog) {
    Set<String> settings = new TreeSet<>();
    settings.add("latent=");
    addKeys(settings, "training", TrainingSettings.OPTIONS);
    addKeys(settings, "evaluation", EvaluationSettings.OPTIONS);
    for (Plugin<?> plugin : catalog.entries()) {
      String kind = plugin.kind().word();
      settings.add(kind + ".type=" + plugin.name());
      addKeys(settings, kind, new ArrayList<>(plugin.provider().options()));
    }
    return settings;
  }

  private static void addKeys(Set<String> settings, String section, List<Option<?>> options) {
    options.forEach(option -> settings.add(section + "." + option.name() + "="));
  }
}
