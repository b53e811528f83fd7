package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.TextTable;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.CodeLocation;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Origin;
import org.latent4j.runtime.catalog.Plugin;
import org.latent4j.runtime.catalog.Problem;

/** {@code plugins}: what can be composed, and with which options. */
public final class PluginsCommand implements Command {
  private final PluginSource plugins;

  @Inject
  public PluginsCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("plugins", "list the plugins there are, or describe one of them")
        .operands("list")
        .operands("describe KIND NAME")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "A plugin is found on the module path, on the class path, or in a folder given with"
                + " --plugin-path: the jars in that folder form one module layer, those of each"
                + " sub-folder another.")
        .example("plugins list")
        .example("plugins describe likelihood gaussian")
        .example("plugins list --plugin-path ./plugins --json")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Catalog catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    if (arguments.operand(0).equals("list")) {
      list(catalog, console);
    } else {
      describe(catalog.plugin(Kind.of(arguments.operand(1)), arguments.operand(2)), console);
    }
  }

  private static void list(Catalog catalog, Console console) {
    TextTable table = TextTable.ofTexts("KIND", "NAME", "SUMMARY, MODULE, JAR");
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Plugin<?> plugin : catalog.entries()) {
      Origin origin = plugin.origin();
      table.row(List.of(plugin.kind().word(), plugin.name(), plugin.provider().summary()));
      table.row(List.of("", "", "  " + origin.label() + "  " + origin.jar().orElse("")));
      entries.add(summary(plugin));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("plugins", entries);
    document.put("problems", catalog.problems().stream().map(Problem::message).toList());
    console.result(table.within(console.columns()), document);
  }

  private static Map<String, @Nullable Object> summary(Plugin<?> plugin) {
    Origin origin = plugin.origin();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("kind", plugin.kind().word());
    entry.put("name", plugin.name());
    entry.put("summary", plugin.provider().summary());
    entry.put("module", origin.module().orElse(null));
    entry.put("version", origin.version().orElse(null));
    entry.put("jar", origin.location().map(CodeLocation::toString).orElse(null));
    return entry;
  }

  private static void describe(Plugin<?> plugin, Console console) {
    StringBuilder text = new StringBuilder();
    text.append(plugin.kind()).append(' ').append(plugin.name());
    text.append(": ").append(plugin.provider().summary()).append('\n');
    text.append("from ").append(plugin.origin()).append("\n\n");
    List<Option<?>> declared = plugin.provider().options();
    Map<String, Object> defaults = Options.defaults(declared).toMap();
    List<Map<String, Object>> options = new ArrayList<>();
    TextTable table = TextTable.ofTexts("OPTION", "DEFAULT", "ALLOWED", "MEANING");
    for (Option<?> option : declared) {
      Object value = defaults.getOrDefault(option.name(), "");
      table.row(List.of(option.name(), written(value), option.allowed(), option.summary()));
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", option.name());
      entry.put("default", value);
      entry.put("allowed", option.allowed());
      entry.put("summary", option.summary());
      options.add(entry);
    }
    text.append(declared.isEmpty() ? "It has no options." : table.within(console.columns()));
    text.append("\n\nIn a configuration: ").append(plugin.kind()).append(": ");
    text.append(written(new ComponentSpec(plugin.name(), defaults).toMap()));
    Map<String, @Nullable Object> document = summary(plugin);
    document.put("options", options);
    console.result(text.toString(), document);
  }

  /** A value as YAML writes it on one line. */
  private static String written(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, part) -> parts.add(key + ": " + written(part)));
      return "{" + String.join(", ", parts) + "}";
    }
    return value instanceof String text && text.isEmpty() ? "''" : String.valueOf(value);
  }
}
