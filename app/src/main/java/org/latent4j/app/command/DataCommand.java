package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.configuration.ConfigurationFlags;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.TextTable;
import org.latent4j.data.known.DataFetch;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;

/** {@code data}: what there is to learn from, and how to get it. */
public final class DataCommand implements Command {
  private static final double MEGABYTE = 1e6;

  private final PluginSource plugins;

  @Inject
  public DataCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("data", "list data sets and formats, or download a set")
        .operands("list")
        .operands("fetch NAME")
        .flag(Flag.DATA_DIR, "where to download to (default: the variable LATENT4J_DATA)")
        .flags(List.of(Flag.PLUGIN_PATH))
        .notes(
            "A download is kept only if its SHA-256 is the known one. latent4j plugins describe"
                + " data NAME shows the options of a set or format.")
        .example("data list")
        .example("data fetch mnist --data-dir ./data")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    if (arguments.operand(0).equals("list")) {
      list(arguments, console);
    } else {
      fetch(arguments.operand(1), directory(arguments), console);
    }
  }

  private void list(Arguments arguments, Console console) {
    DataFetch fetch = DataFetch.known();
    TextTable table = TextTable.ofTexts("NAME", "DOWNLOAD", "SUMMARY");
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Plugin<DataSetProvider> plugin :
        plugins.discover(arguments.paths(Flag.PLUGIN_PATH)).entries(Kind.DATA)) {
      Optional<Long> bytes =
          fetch.names().contains(plugin.name())
              ? Optional.of(fetch.bytes(plugin.name()))
              : Optional.empty();
      table.row(
          List.of(
              plugin.name(),
              bytes.map(DataCommand::megabytes).orElse("-"),
              plugin.provider().summary()));
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", plugin.name());
      entry.put("summary", plugin.provider().summary());
      entry.put("download_bytes", bytes.orElse(null));
      entries.add(entry);
    }
    console.result(table.within(console.columns()), Map.of("data", entries));
  }

  private static Path directory(Arguments arguments) {
    return arguments
        .path(Flag.DATA_DIR)
        .or(ConfigurationFlags::dataDirectoryOfEnvironment)
        .orElseThrow(
            () ->
                new UsageException(
                    "data fetch: where to? Give a folder with --data-dir DIR or the variable "
                        + ConfigurationFlags.DATA_DIRECTORY_VARIABLE));
  }

  private static void fetch(String name, Path directory, Console console) {
    DownloadRemarks remarks = new DownloadRemarks(console);
    List<String> files =
        DataFetch.known().fetch(name, directory, remarks::at).stream().map(Path::toString).toList();
    console.result(String.join("\n", files), Map.of("name", name, "files", files));
  }

  /** Says how a download goes, once for each file and tenth of it. */
  private static final class DownloadRemarks {
    private final Console console;
    private String told = "";

    DownloadRemarks(Console console) {
      this.console = console;
    }

    void at(String file, long received, long total) {
      long tenths = total <= 0 ? 0 : received * 10 / total;
      String text = file + ": " + tenths * 10 + " % of " + megabytes(total);
      if (!text.equals(told)) {
        told = text;
        console.remark(text);
      }
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
